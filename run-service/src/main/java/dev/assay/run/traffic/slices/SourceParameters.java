package dev.assay.run.traffic.slices;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.TrafficSource;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** A source as the parameters of an address name it. */
public class SourceParameters {
  /** Skill, agent, request_domain or feature. */
  @QueryParam("source_type")
  public String type;

  /** Its name. */
  @QueryParam("id")
  public String id;

  /** Version of an agent. */
  @QueryParam("agent_version")
  public String agentVersion;

  /** From this time on, ISO 8601. */
  @QueryParam("since")
  public String since;

  /** Before this time, ISO 8601. */
  @QueryParam("until")
  public String until;

  /**
   * The source.
   *
   * @throws ProblemException INVALID_REQUEST when it is not named
   */
  public TrafficSource source() {
    return new TrafficSource(
        type(type),
        id(id),
        agentVersion,
        Conditions.time("since", since),
        Conditions.time("until", until),
        null,
        null);
  }

  /** The traffic of the source; all of the window where none is named. */
  public SliceQuery slice(UUID workspaceId) {
    return type == null && id == null
        ? SliceQuery.all(
            workspaceId, Conditions.time("since", since), Conditions.time("until", until))
        : SliceQuery.of(workspaceId, source());
  }

  private static String id(String id) {
    if (id == null || id.isBlank()) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "id is missing: the name of the source, see /v1/traffic/sources.");
    }
    return id;
  }

  private static TrafficSource.Type type(String given) {
    return Arrays.stream(TrafficSource.Type.values())
        .filter(type -> type.wire().equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    "source_type must be one of "
                        + Arrays.stream(TrafficSource.Type.values())
                            .map(TrafficSource.Type::wire)
                            .collect(Collectors.joining(", "))
                        + "; got "
                        + given
                        + "."));
  }
}
