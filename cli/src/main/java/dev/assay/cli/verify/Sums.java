package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts of units and numbers of scorers, added up from the lines and held against the summary. */
final class Sums {
  /** How far a mean may be off: another order of adding gives other last digits. */
  private static final double TOLERANCE = 1e-9;

  private static final Map<String, String> COUNTS =
      Map.of(
          "passed", "passed",
          "failed", "failed",
          "error", "errored",
          "skipped", "skipped",
          "cancelled", "cancelled");

  /** Scores of these are of an earlier generation and do not count. */
  private static final Set<String> OPEN = Set.of("pending", "dispatched");

  private final Map<String, Long> units = new TreeMap<>();
  private final Map<String, Scorer> scorers = new LinkedHashMap<>();
  private long total;

  private static final class Scorer {
    private long count;
    private long errors;
    private long skipped;
    // Passed by default: no threshold was missed.
    private long passed;
    private long held;
    private double sum;
    private double min = 1;
    private double max;
    private long matched;
    private long compared;
    private long uncorrected;
    private long accepted;
    private final Map<String, Leaves> truths = new TreeMap<>();
  }

  /** What was compared of the samples of one kind of truth. */
  private static final class Leaves {
    private long samples;
    private long matched;
    private long compared;
  }

  void add(CapsuleUnit unit) throws IOException {
    total++;
    units.merge(unit.status(), 1L, Long::sum);
    if (!OPEN.contains(unit.status())) {
      String truth = unit.truth();
      unit.scores().forEach((key, score) -> add(score, key, truth));
    }
  }

  private void add(JsonNode score, String key, String truth) {
    Scorer sums = scorers.computeIfAbsent(key, k -> new Scorer());
    switch (score.path("status").asText()) {
      case "error" -> sums.errors++;
      case "skipped" -> {
        sums.skipped++;
        JsonNode accepted = score.path("metadata").path("accepted");
        sums.uncorrected += accepted.isNumber() ? 1 : 0;
        sums.accepted += accepted.asLong();
      }
      default -> {
        long matched = score.path("metadata").path("matched").asLong();
        long compared = score.path("metadata").path("compared").asLong();
        sums.matched += matched;
        sums.compared += compared;
        Leaves leaves = sums.truths.computeIfAbsent(truth, t -> new Leaves());
        leaves.samples++;
        leaves.matched += matched;
        leaves.compared += compared;
        double value = score.path("score").asDouble();
        sums.count++;
        sums.sum += value;
        sums.min = Math.min(sums.min, value);
        sums.max = Math.max(sums.max, value);
        sums.passed += score.path("passed").asBoolean(true) ? 1 : 0;
        sums.held += score.path("passed").asBoolean(false) ? 1 : 0;
      }
    }
  }

  /**
   * Names what the summary says otherwise.
   *
   * @param document summary.json
   * @param keys of the definition's scorers
   */
  void compare(JsonNode document, Set<String> keys, Findings findings) {
    JsonNode counts = document.path("counts");
    number(findings, "count", "total", counts.path("total"), total);
    COUNTS.forEach(
        (status, name) ->
            number(findings, "count", name, counts.path(name), units.getOrDefault(status, 0L)));
    JsonNode summary = document.path("summary");
    if (!summary.isObject()) {
      return;
    }
    // Summaries of before took every score without a threshold for a pass.
    boolean held = summary.has("undecided");
    for (String key : keys) {
      JsonNode said = summary.path("scorers").path(key);
      Scorer sums = scorers.getOrDefault(key, new Scorer());
      String kind = "summary";
      number(findings, kind, key + ".count", said.path("count"), sums.count);
      number(findings, kind, key + ".errors", said.path("errors"), sums.errors);
      number(findings, kind, key + ".skipped", said.path("skipped"), sums.skipped);
      boolean free = held && !said.path("threshold").isNumber();
      long passed = held ? sums.held : sums.passed;
      number(findings, kind, key + ".passed", said.path("passed"), passed);
      long decided = free ? 0 : sums.count + sums.errors;
      optional(findings, key + ".mean", said.path("mean"), sums.count, sums.sum / sums.count);
      optional(findings, key + ".min", said.path("min"), sums.count, sums.min);
      optional(findings, key + ".max", said.path("max"), sums.count, sums.max);
      optional(
          findings, key + ".pass_rate", said.path("pass_rate"), decided, (double) passed / decided);
      if (said.path("fields").isObject()) {
        fields(said.path("fields"), key + ".fields", sums, findings);
      }
    }
  }

  private static void fields(JsonNode said, String name, Scorer sums, Findings findings) {
    String kind = "summary";
    number(findings, kind, name + ".matched", said.path("matched"), sums.matched);
    number(findings, kind, name + ".compared", said.path("compared"), sums.compared);
    number(findings, kind, name + ".uncorrected", said.path("uncorrected"), sums.uncorrected);
    number(findings, kind, name + ".accepted", said.path("accepted"), sums.accepted);
    optional(
        findings,
        name + ".accuracy_corrected",
        said.path("accuracy_corrected"),
        sums.compared,
        (double) sums.matched / sums.compared);
    long all = sums.compared + sums.accepted;
    optional(
        findings,
        name + ".accuracy_assuming_accepted",
        said.path("accuracy_assuming_accepted"),
        all,
        (double) (sums.matched + sums.accepted) / all);
    for (String truth : List.of("human", "inferred")) {
      if (said.path(truth).isObject()) {
        Leaves leaves = sums.truths.getOrDefault(truth, new Leaves());
        JsonNode of = said.path(truth);
        String named = name + "." + truth;
        number(findings, kind, named + ".samples", of.path("samples"), leaves.samples);
        number(findings, kind, named + ".matched", of.path("matched"), leaves.matched);
        number(findings, kind, named + ".compared", of.path("compared"), leaves.compared);
      }
    }
  }

  private static void optional(
      Findings findings, String name, JsonNode said, long of, double found) {
    if (of > 0) {
      number(findings, "summary", name, said, found);
    } else if (said.isNumber()) {
      findings.differs("summary", null, name, said.asText(), "no value");
    }
  }

  private static void number(
      Findings findings, String kind, String name, JsonNode said, double found) {
    if (!said.isNumber() || !(Math.abs(said.asDouble() - found) <= TOLERANCE)) {
      String expected = said.isNumber() ? said.asText() : "no value";
      boolean whole = found == Math.rint(found);
      findings.differs(
          kind, null, name, expected, whole ? Long.toString((long) found) : Double.toString(found));
    }
  }
}
