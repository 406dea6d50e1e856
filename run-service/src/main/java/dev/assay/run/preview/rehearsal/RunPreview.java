package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.control.launch.LaunchResolver;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.gate.Gate;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Says what a launch would do and take, without calling anything; with {@code rehearse} also tries
 * some items against the simulated provider.
 */
@ApplicationScoped
public class RunPreview {
  private static final String COUNT =
      """
      select count(*)::int as items from items
      where dataset_version_id = $1 and ($2::text[] is null or section = any($2))
      """;

  private final LaunchResolver resolver;
  private final SampleItems samples;
  private final Rehearsals rehearsals;
  private final Db db;

  public RunPreview(LaunchResolver resolver, SampleItems samples, Rehearsals rehearsals, Db db) {
    this.resolver = resolver;
    this.samples = samples;
    this.rehearsals = rehearsals;
    this.db = db;
  }

  /**
   * What a run would do.
   *
   * @param datasetVersion null when the items come inline: a preview stores nothing
   * @param items of the dataset version that are in it
   * @param units calls to the target: items times repeats
   * @param selfTest the gate against answers that know nothing, null without a gate
   * @param forecast what it would take, null when the caller pushes the answers
   * @param prompts what the model would be sent for the first items; none when the caller pushes
   * @param rehearsal how some items fared against the simulated provider, null unless asked for
   */
  @Schema(name = "RunPreview")
  public record Preview(
      String name,
      @Nullable String alias,
      @Nullable String dataset,
      @Nullable Integer datasetVersion,
      int items,
      int repeats,
      int units,
      int scorers,
      int concurrency,
      @Nullable @Schema(ref = "SelfTest") JsonNode selfTest,
      @Nullable Estimate forecast,
      List<Prompt> prompts,
      @Nullable DryRunReport rehearsal,
      List<ResolvedRun.Warning> warnings) {}

  /**
   * What the model would be sent for an item, rendered as the run renders it.
   *
   * @param messages none when the template does not fit the item
   * @param failure a sentence why there are none, null otherwise
   */
  @Schema(name = "PreviewPrompt")
  public record Prompt(String itemId, List<Message> messages, @Nullable String failure) {}

  /**
   * A message of a prompt.
   *
   * @param text at most 8,000 characters of it; what is no text stands by its kind in brackets
   * @param cut whether there is more
   */
  @Schema(name = "PreviewMessage")
  public record Message(String role, String text, boolean cut) {}

  /** Previews of a launch of several targets, in their order. */
  @Schema(name = "RunPreviews")
  public record Previews(List<Preview> runs) {}

  /**
   * The preview; fails as the launch would.
   *
   * @return a {@link Preview}, or {@link Previews} when the launch has targets
   */
  public Uni<Object> of(UUID workspaceId, LaunchRequest request) {
    return resolver.lookAt(workspaceId, request).flatMap(this::of);
  }

  private Uni<Object> of(List<ResolvedRun> runs) {
    return InOrder.map(runs, run -> count(run).flatMap(items -> preview(run, items)))
        .map(all -> runs.get(0).group() == null ? all.get(0) : new Previews(all));
  }

  private Uni<Preview> preview(ResolvedRun run, int items) {
    return sample(run).flatMap(sample -> preview(run, items, sample));
  }

  private Uni<Preview> preview(ResolvedRun run, int items, List<ScoringItem> sample) {
    return rehearsals
        .forecast(run, items * run.repeats(), sample)
        .flatMap(
            forecast ->
                rehearsal(run, sample)
                    .map(tried -> preview(run, items, forecast, prompts(run, sample), tried)));
  }

  private static List<Prompt> prompts(ResolvedRun run, List<ScoringItem> sample) {
    return run.spec().target().pushed() ? List.of() : PromptSample.shown(run.spec(), sample);
  }

  private Uni<DryRunReport> rehearsal(ResolvedRun run, List<ScoringItem> sample) {
    return Boolean.TRUE.equals(run.request().rehearse())
        ? rehearsals.dryRun(run, sample)
        : Uni.createFrom().nullItem();
  }

  private Uni<List<ScoringItem>> sample(ResolvedRun run) {
    return samples.read(
        run, rehearsals.sampleSize(), Gate.parse(run.spec().gate(), new ArrayList<>()).sections());
  }

  private Uni<Integer> count(ResolvedRun run) {
    RunSpec.Slice slice = run.spec().dataset();
    if (run.unstored() != null) {
      return Uni.createFrom().item(() -> limited(slice, countUnstored(run)));
    }
    String[] sections = slice.sections() == null ? null : slice.sections().toArray(String[]::new);
    return db.query(COUNT, run.datasetVersionId(), sections)
        .map(rows -> Rows.one(rows).getInteger("items"))
        .map(items -> limited(slice, items));
  }

  private static int countUnstored(ResolvedRun run) {
    List<String> sections = run.spec().dataset().sections();
    return (int)
        run.unstored().stream()
            .filter(item -> sections == null || sections.contains(item.section()))
            .count();
  }

  private static int limited(RunSpec.Slice slice, int items) {
    return slice.limit() == null ? items : Math.min(items, slice.limit());
  }

  private static Preview preview(
      ResolvedRun run, int items, Estimate forecast, List<Prompt> prompts, DryRunReport rehearsal) {
    return new Preview(
        run.name(),
        run.request().alias(),
        run.spec().dataset().name(),
        run.spec().dataset().version(),
        items,
        run.repeats(),
        items * run.repeats(),
        run.spec().scorers().size(),
        run.concurrency(),
        JsonColumns.read(run.selfTestJson(), JsonNode.class),
        forecast,
        prompts,
        rehearsal,
        run.warnings());
  }
}
