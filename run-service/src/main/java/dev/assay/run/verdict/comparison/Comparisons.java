package dev.assay.run.verdict.comparison;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.listing.RunFilter;
import dev.assay.run.verdict.comparison.effort.ComparisonConfig;
import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.comparison.effort.Effort;
import dev.assay.run.verdict.comparison.effort.Turns;
import dev.assay.run.verdict.comparison.query.ResultsQuery;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the runs of a comparison, reads their results and compares them off the event loop. */
@ApplicationScoped
public class Comparisons {
  /** Drawn permutations are the same for everybody who asks. */
  private static final long SEED = 20_260_101;

  private final RunStore runs;
  private final ResultsQuery results;
  private final Turns turns;
  private final ComparisonConfig config;

  Comparisons(RunStore runs, ResultsQuery results, Turns turns, ComparisonConfig config) {
    this.runs = runs;
    this.results = results;
    this.turns = turns;
    this.config = config;
  }

  /**
   * Compares, when it is the turn of this one; ends early when nobody waits for it any more.
   *
   * @return fails with NOT_FOUND, VALIDATION_FAILED or TOO_MANY_REQUESTS
   */
  public Uni<Comparison> compare(UUID workspaceId, ComparisonRequest request) {
    request.check();
    return find(workspaceId, request)
        .map(found -> Lineup.of(found, request))
        .invoke(this::bounded)
        .flatMap(
            lineup -> turns.inTurn(() -> read(lineup).flatMap(sides -> computed(lineup, sides))));
  }

  /** On a worker thread; an asker that goes away ends it. */
  private Uni<Comparison> computed(Lineup lineup, List<Contestant> sides) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Effort effort = new Effort(config.maxSteps());
              Comparer comparer = new Comparer(lineup.by(), new Drawing(SEED, effort));
              return Uni.createFrom()
                  .item(() -> comparer.compare(sides, lineup.warnings()))
                  .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                  .onCancellation()
                  .invoke(effort::abandon);
            });
  }

  private Uni<List<Run>> find(UUID workspaceId, ComparisonRequest request) {
    if (request.group() != null) {
      RunFilter filter = new RunFilter();
      filter.group = request.group();
      return runs.newest(workspaceId, filter, ComparisonRequest.MOST + 1)
          .invoke(found -> checkGroup(request.group(), found.size()))
          // The list begins with the newest; people number from the first launched.
          .map(Comparisons::reversed);
    }
    return InOrder.map(request.runs(), id -> runs.get(workspaceId, id));
  }

  private static void checkGroup(UUID group, int size) {
    if (size == 0) {
      throw ProblemException.notFound("group of runs", group);
    }
    if (size < 2 || size > ComparisonRequest.MOST) {
      throw ComparisonRequest.bad(
          "group", "has " + (size < 2 ? "one run only" : "more than ten runs; name them in runs"));
    }
  }

  private static List<Run> reversed(List<Run> found) {
    List<Run> first = new ArrayList<>(found);
    Collections.reverse(first);
    return first;
  }

  private void bounded(Lineup lineup) {
    long values =
        lineup.sides().values().stream()
            .flatMap(List::stream)
            .mapToLong(
                run -> (long) run.progress().total() * (1 + run.definition().scorers().size()))
            .sum();
    if (values > config.maxValues()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "These runs have "
              + values
              + " units and scores together; at most "
              + config.maxValues()
              + " are compared at a time (assay.comparisons.max-values).");
    }
  }

  private Uni<List<Contestant>> read(Lineup lineup) {
    return InOrder.map(lineup.sides().entrySet(), side -> read(side.getKey(), side.getValue()));
  }

  private Uni<Contestant> read(String name, List<Run> of) {
    Map<UUID, List<UnitResult>> units = new LinkedHashMap<>();
    return InOrder.each(of, run -> results.read(run.id()).invoke(read -> units.put(run.id(), read)))
        .flatMap(done -> InOrder.map(of, this::scoredBy))
        .map(
            scoredBy ->
                new Contestant(
                    name, of, units.values().stream().flatMap(List::stream).toList(), scoredBy));
  }

  private Uni<Map<String, ScoredBy>> scoredBy(Run run) {
    return results
        .versions(run.id())
        .map(
            versions ->
                ScoredBy.of(run.definition().scorers(), run.definition().part("judges"), versions));
  }
}
