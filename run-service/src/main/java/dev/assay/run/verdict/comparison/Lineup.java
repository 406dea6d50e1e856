package dev.assay.run.verdict.comparison;

import dev.assay.run.runs.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which runs stand on which side.
 *
 * @param by run or alias
 * @param sides runs by the name of their side, the baseline first
 * @param warnings what makes them hard to compare
 */
record Lineup(String by, Map<String, List<Run>> sides, List<String> warnings) {

  /** Makes sides of runs; fails with VALIDATION_FAILED when there are fewer than two. */
  static Lineup of(List<Run> runs, ComparisonRequest request) {
    Map<String, List<Run>> sides = new LinkedHashMap<>();
    for (Run run : runs) {
      String name =
          request.byAlias() && run.names().alias() != null
              ? run.names().alias()
              : run.id().toString();
      sides.computeIfAbsent(name, n -> new ArrayList<>()).add(run);
    }
    if (sides.size() < 2) {
      throw ComparisonRequest.bad("by", "alias leaves a single side, since all runs share theirs");
    }
    return new Lineup(
        request.byAlias() ? "alias" : "run",
        baselineFirst(sides, baseline(sides, request.baseline())),
        warnings(runs));
  }

  private static String baseline(Map<String, List<Run>> sides, String wanted) {
    if (wanted == null) {
      return sides.keySet().iterator().next();
    }
    return sides.entrySet().stream()
        .filter(
            side ->
                side.getKey().equals(wanted)
                    || side.getValue().stream().anyMatch(r -> r.id().toString().equals(wanted)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                ComparisonRequest.bad(
                    "baseline", "is none of the sides: " + String.join(", ", sides.keySet())));
  }

  private static Map<String, List<Run>> baselineFirst(
      Map<String, List<Run>> sides, String baseline) {
    Map<String, List<Run>> ordered = new LinkedHashMap<>();
    ordered.put(baseline, sides.get(baseline));
    sides.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static List<String> warnings(List<Run> runs) {
    List<String> warnings = new ArrayList<>();
    if (differ(runs, run -> String.valueOf(run.origin().dataset()))) {
      warnings.add("The runs are over different datasets: only items with the same id are paired.");
    } else if (differ(runs, run -> String.valueOf(run.origin().datasetVersion()))) {
      warnings.add(
          "The runs are over different versions of the dataset: items with the same id are paired,"
              + " though their content may have changed.");
    }
    if (differ(runs, run -> run.definition().slice().part())) {
      warnings.add(
          "The runs ask other parts of the dataset: only items that both sides have are compared.");
    }
    runs.stream()
        .filter(run -> !run.status().isTerminal())
        .forEach(run -> warnings.add("Run " + run.id() + " has not ended: its numbers may move."));
    return warnings;
  }

  private static boolean differ(List<Run> runs, Function<Run, String> part) {
    return runs.stream().map(part).collect(Collectors.toSet()).size() > 1;
  }
}
