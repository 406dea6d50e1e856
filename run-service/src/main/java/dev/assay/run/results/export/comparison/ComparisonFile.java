package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.verdict.comparison.Comparison;
import dev.assay.run.verdict.comparison.ComparisonRequest;
import dev.assay.run.verdict.comparison.Comparisons;
import dev.assay.run.verdict.comparison.query.FlipPick;
import dev.assay.run.verdict.comparison.query.FlipsQuery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes pages of comparisons. */
@ApplicationScoped
class ComparisonFile {
  private static final String BETWEEN_ALIASES =
      "Between aliases items are not paired answer by answer; compare two runs to see the items.";
  private static final String NOT_WHOLE =
      "No item as a whole is compared: nothing says of an item on both sides, by the same scorers"
          + " and thresholds, whether it passed.";

  private final RunStore runs;
  private final Comparisons comparisons;
  private final FlipsQuery flips;

  ComparisonFile(RunStore runs, Comparisons comparisons, FlipsQuery flips) {
    this.runs = runs;
    this.comparisons = comparisons;
    this.flips = flips;
  }

  /** Compares, and reads the runs that were compared; fails as {@link Comparisons#compare}. */
  Uni<Cast> cast(UUID workspaceId, ComparisonRequest request) {
    return comparisons
        .compare(workspaceId, request)
        .flatMap(
            comparison ->
                InOrder.map(ids(comparison), id -> runs.get(workspaceId, id).map(RunView::of))
                    .map(
                        views ->
                            Cast.of(
                                tree(comparison),
                                views.stream().map(ComparisonFile::tree).toList())));
  }

  /** The page, piece by piece; each item that it shows is read when it is asked for. */
  Multi<byte[]> page(Cast cast) {
    ComparisonReport report = new ComparisonReport(cast);
    FlipsQuery asked = flips.here();
    List<Multi<byte[]>> pieces = new ArrayList<>();
    pieces.add(Multi.createFrom().item(report::head));
    cast.pairs().forEach(against -> pieces.add(items(asked, cast, report, against)));
    pieces.add(Multi.createFrom().item(report::tail));
    return Multi.createBy().concatenating().streams(pieces);
  }

  private static Multi<byte[]> items(
      FlipsQuery flips, Cast cast, ComparisonReport report, JsonNode against) {
    UUID baseline = cast.single(cast.comparison().path("baseline").asText());
    UUID other = cast.single(against.path("other").asText());
    if (baseline == null || other == null) {
      return Multi.createFrom().item(() -> report.pair(against, BETWEEN_ALIASES));
    }
    if (!against.path("items").isObject()) {
      return Multi.createFrom().item(() -> report.pair(against, NOT_WHOLE));
    }
    return flips
        .picks(baseline, other, report.room().each())
        .onItem()
        .transformToMulti(
            picks -> {
              List<FlipPick> worse = picks.stream().filter(FlipPick::regressed).toList();
              List<FlipPick> better = picks.stream().filter(p -> !p.regressed()).toList();
              return Multi.createBy()
                  .concatenating()
                  .streams(
                      Multi.createFrom().item(() -> report.pair(against, null)),
                      direction(
                          flips, baseline, other, report, against, true, worse, total(better)),
                      direction(
                          flips, baseline, other, report, against, false, better, total(worse)));
            });
  }

  private static Multi<byte[]> direction(
      FlipsQuery flips,
      UUID baseline,
      UUID other,
      ComparisonReport report,
      JsonNode against,
      boolean regressed,
      List<FlipPick> picks,
      int turned) {
    FlippedItems items = report.items(against, regressed, total(picks));
    Multi<byte[]> articles =
        Multi.createFrom()
            .iterable(picks)
            .select()
            .first(report.room().of(turned))
            .select()
            .first(pick -> report.room().any())
            .onItem()
            .transformToUniAndConcatenate(pick -> flips.one(baseline, other, pick))
            .onItem()
            .<JsonNode>transformToMultiAndConcatenate(
                found -> Multi.createFrom().iterable(found).map(ComparisonFile::tree))
            .map(items::item);
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(items::head), articles, Multi.createFrom().item(items::tail));
  }

  private static int total(List<FlipPick> picks) {
    return picks.isEmpty() ? 0 : picks.get(0).total();
  }

  private static List<UUID> ids(Comparison comparison) {
    return comparison.sides().stream()
        .flatMap(side -> side.runs().stream())
        .map(Comparison.RunName::id)
        .toList();
  }

  private static JsonNode tree(Object value) {
    return Json.mapper().valueToTree(value);
  }
}
