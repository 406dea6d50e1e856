package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.control.launch.LaunchResolver;
import dev.assay.run.control.launch.items.DatasetChoice;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.slices.SliceCounts;
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
  private final SliceCounts slices;

  public RunPreview(
      LaunchResolver resolver,
      SampleItems samples,
      Rehearsals rehearsals,
      Db db,
      SliceCounts slices) {
    this.slices = slices;
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
   * @param traffic what the source has in its window, null for a run that is neither over traffic
   *     nor asks its inputs again
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
      List<ResolvedRun.Warning> warnings,
      @Nullable SliceCounts.Counts traffic) {}

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

  /** The preview of a launch of one target; fails as the launch would. */
  public Uni<Preview> one(UUID workspaceId, LaunchRequest request) {
    return resolver.lookAt(workspaceId, request).flatMap(runs -> previewed(runs.get(0)));
  }

  private Uni<Object> of(List<ResolvedRun> runs) {
    return InOrder.map(runs, this::previewed)
        .map(all -> runs.get(0).group() == null ? all.get(0) : new Previews(all));
  }

  private Uni<Preview> previewed(ResolvedRun run) {
    TrafficSource traffic = traffic(run);
    return traffic != null
        ? slices
            .of(run.workspaceId(), traffic)
            .flatMap(found -> preview(run, Math.toIntExact(found.total()), found))
        : count(run).flatMap(items -> preview(run, items, null));
  }

  /** Whose answers it is over, or whose inputs it asks again; null for neither. */
  private static TrafficSource traffic(ResolvedRun run) {
    RunSpec.Target target = run.spec().target();
    return !target.stored() && DatasetChoice.replays(run.request().dataset())
        ? TrafficSource.of(run.request().dataset())
        : target.traffic();
  }

  private Uni<Preview> preview(ResolvedRun run, int items, SliceCounts.Counts traffic) {
    return sample(run).flatMap(sample -> preview(run, items, sample, traffic));
  }

  private Uni<Preview> preview(
      ResolvedRun run, int items, List<ScoringItem> sample, SliceCounts.Counts traffic) {
    return rehearsals
        .forecast(run, items * run.repeats(), sample)
        .flatMap(forecast -> afterInference(run, traffic, forecast))
        .flatMap(
            forecast ->
                rehearsal(run, sample)
                    .map(
                        tried ->
                            preview(run, items, forecast, prompts(run, sample), tried, traffic)));
  }

  /** With what a run takes that must end before; whether there is one is known with the run. */
  private Uni<Estimate> afterInference(
      ResolvedRun run, SliceCounts.Counts traffic, Estimate later) {
    ResolvedRun first = run.first();
    return first == null || traffic == null || traffic.toInfer() == null || traffic.toInfer() == 0
        ? Uni.createFrom().item(later)
        : sample(first)
            .flatMap(
                sample -> rehearsals.forecast(first, Math.toIntExact(traffic.toInfer()), sample))
            .map(before -> before == null ? later : Estimate.after(before, later));
  }

  private static List<Prompt> prompts(ResolvedRun run, List<ScoringItem> sample) {
    return run.spec().target().asked() ? PromptSample.shown(run.spec(), sample) : List.of();
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
      ResolvedRun run,
      int items,
      Estimate forecast,
      List<Prompt> prompts,
      DryRunReport rehearsal,
      SliceCounts.Counts traffic) {
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
        run.warnings(),
        traffic);
  }
}
