package dev.assay.run.traffic.requests;

import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.traffic.feedback.Standing;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;

/** What a list of traffic is narrowed by. */
public class TrafficFilter {
  private static final List<String> STATUSES =
      Arrays.stream(TrafficStatus.values()).map(TrafficStatus::wire).toList();
  private static final List<String> FEEDBACK = List.of("any", "none", "json", "notes");

  private static final String FEEDBACK_OF =
      "exists (select 1 from feedback f where f.workspace_id = t.workspace_id"
          + " and f.entity_type = t.kind and f.entity_id = t.id and f.replaced_at is null%s)";

  /** Skill. */
  @QueryParam("skill")
  public String skill;

  /** Version of the skill. */
  @QueryParam("skill_version")
  public String skillVersion;

  /** Agent. */
  @QueryParam("agent")
  public String agent;

  /** Version of the agent. */
  @QueryParam("agent_version")
  public String agentVersion;

  /** Domain. */
  @QueryParam("domain")
  public String domain;

  /** Feature. */
  @QueryParam("feature")
  public String feature;

  /** Model. */
  @QueryParam("model")
  public String model;

  /** Session. */
  @QueryParam("session")
  public String session;

  /** Environment. */
  @QueryParam("environment")
  public String environment;

  /** Statuses, comma-separated. */
  @QueryParam("status")
  public String status;

  /** From this time on, ISO 8601. */
  @QueryParam("since")
  public String since;

  /** Before this time, ISO 8601. */
  @QueryParam("until")
  public String until;

  /** What people said: any, none, json (a correction), or notes (and no correction). */
  @QueryParam("feedback")
  public String feedback;

  /** Adds what it demands of {@code traffic t}. */
  public void append(StringBuilder where, List<Object> parameters) {
    new Conditions(where, parameters)
        .add("t.skill = $%d", skill)
        .add("t.skill_version = $%d", skillVersion)
        .add("t.agent = $%d", agent)
        .add("t.agent_version = $%d", agentVersion)
        .add("t.domain = $%d", domain)
        .add("t.feature = $%d", feature)
        .add("t.model = $%d", model)
        .add("t.session = $%d", session)
        .add("t.environment = $%d", environment)
        .add("t.status = any($%d::text[])", Conditions.oneOf("status", status, STATUSES))
        .add("t.at >= $%d::timestamptz", Conditions.time("since", since))
        .add("t.at < $%d::timestamptz", Conditions.time("until", until));
    if (feedback != null) {
      Conditions.oneOf("feedback", feedback, FEEDBACK);
      where.append(" and ").append(said(feedback));
    }
  }

  private static String said(String feedback) {
    String json =
        FEEDBACK_OF.formatted(
            " and f.response is not null and " + Standing.notOutdated("f", false));
    return switch (feedback) {
      case "any" -> FEEDBACK_OF.formatted("");
      case "none" -> "not " + FEEDBACK_OF.formatted("");
      case "json" -> json;
      default -> FEEDBACK_OF.formatted(" and f.notes is not null") + " and not " + json;
    };
  }
}
