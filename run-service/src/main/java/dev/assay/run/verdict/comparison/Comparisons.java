package dev.assay.run.verdict.comparison;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunFilter;
import dev.assay.run.runs.RunStore;
import dev.assay.run.verdict.comparison.query.ResultsQuery;
import dev.assay.run.verdict.comparison.query.UnitResult;
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
  /** More units are not held in memory at a time. */
  private static final long MOST_UNITS = 2_000_000;

  /** Drawn permutations are the same for everybody who asks. */
  private static final long SEED = 20_260_101;

  private final RunStore runs;
  private final ResultsQuery results;

  Comparisons(RunStore runs, ResultsQuery results) {
    this.runs = runs;
    this.results = results;
  }

  /** Compares; fails with NOT_FOUND or VALIDATION_FAILED. */
  public Uni<Comparison> compare(UUID workspaceId, ComparisonRequest request) {
    request.check();
    return find(workspaceId, request)
        .map(found -> Lineup.of(found, request))
        .invoke(Comparisons::bounded)
        .flatMap(
            lineup ->
                read(lineup)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(
                        sides ->
                            new Comparer(lineup.by(), SEED).compare(sides, lineup.warnings())));
  }

  private Uni<List<Run>> find(UUID workspaceId, ComparisonRequest request) {
    if (request.group() != null) {
      RunFilter filter = new RunFilter();
      filter.group = request.group();
      return runs.list(workspaceId, filter, null, ComparisonRequest.MOST + 1)
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

  private static void bounded(Lineup lineup) {
    long units =
        lineup.sides().values().stream()
            .flatMap(List::stream)
            .mapToLong(run -> run.progress().total())
            .sum();
    if (units > MOST_UNITS) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "These runs have "
              + units
              + " units; at most "
              + MOST_UNITS
              + " are compared at a time.");
    }
  }

  private Uni<List<Contestant>> read(Lineup lineup) {
    return InOrder.map(lineup.sides().entrySet(), side -> read(side.getKey(), side.getValue()));
  }

  private Uni<Contestant> read(String name, List<Run> of) {
    Map<UUID, List<UnitResult>> units = new LinkedHashMap<>();
    return InOrder.each(of, run -> results.read(run.id()).invoke(read -> units.put(run.id(), read)))
        .map(
            done ->
                new Contestant(name, of, units.values().stream().flatMap(List::stream).toList()));
  }
}
