package dev.assay.run.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.db.Db;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Says what a launch would do, without calling anything. */
@ApplicationScoped
public class RunPreview {
  private static final String COUNT =
      """
      select count(*)::int as items from items
      where dataset_version_id = $1 and ($2::text[] is null or section = any($2))
      """;

  private final LaunchResolver resolver;
  private final Db db;

  /** With the part that checks. */
  public RunPreview(LaunchResolver resolver, Db db) {
    this.resolver = resolver;
    this.db = db;
  }

  /**
   * What a run would do.
   *
   * @param items of the dataset version that are in it
   * @param units calls to the target: items times repeats
   * @param selfTest the gate against answers that know nothing, null without a gate
   */
  @Schema(name = "RunPreview")
  public record Preview(
      String name,
      String dataset,
      int datasetVersion,
      int items,
      int repeats,
      int units,
      int scorers,
      int concurrency,
      @Schema(implementation = Object.class) JsonNode selfTest,
      List<ResolvedRun.Warning> warnings) {}

  /** The preview; fails as the launch would. */
  public Uni<Preview> of(UUID workspaceId, LaunchRequest request) {
    return resolver
        .resolve(workspaceId, request)
        .flatMap(resolver::withSelfTest)
        .flatMap(run -> count(run).map(items -> preview(run, items)));
  }

  private Uni<Integer> count(ResolvedRun run) {
    RunSpec.Slice slice = run.spec().dataset();
    String[] sections = slice.sections() == null ? null : slice.sections().toArray(String[]::new);
    return db.query(COUNT, run.datasetVersionId(), sections)
        .map(rows -> rows.iterator().next().getInteger("items"))
        .map(items -> slice.limit() == null ? items : Math.min(items, slice.limit()));
  }

  private static Preview preview(ResolvedRun run, int items) {
    return new Preview(
        run.name(),
        run.spec().dataset().name(),
        run.spec().dataset().version(),
        items,
        run.repeats(),
        items * run.repeats(),
        run.spec().scorers().size(),
        run.concurrency(),
        json(run.selfTestJson()),
        run.warnings());
  }

  private static JsonNode json(String text) {
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a self-test of ours is always JSON", e);
    }
  }
}
