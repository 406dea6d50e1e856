package dev.assay.run.verdict.gate;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.runs.ResolvedRun.Warning;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the judges of a run made of answers whose worth is known. A judge that takes nonsense for
 * good, or does what an answer tells it, speaks neither for nor against a run.
 *
 * @param judges by scorer key; of each what became of its canaries, by name
 */
public record CanaryProof(Map<String, Map<String, Result>> judges) {
  /** Of a run whose judges were shown none. */
  public static final CanaryProof NONE = new CanaryProof(Map.of());

  /**
   * What a judge made of one canary.
   *
   * @param status of the score, or {@code asked} while there is none
   * @param error why there is no score, null when there is
   * @param score 0..1, null when there is none
   * @param asExpected whether it was passed or failed as it deserves; null without a score
   */
  @Schema(name = "CanaryResult")
  public record Result(
      @Schema(enumeration = {"asked", "success", "error", "skipped"}) String status,
      @Nullable String error,
      @Nullable Double score,
      @Nullable Boolean asExpected) {}

  /** Makes every criterion inconclusive that hangs on a judge whose canaries failed. */
  public GateResult on(GateResult judged, List<ScorerSpec> scorers) {
    return judged.doubting(criterion -> objection(criterion, scorers));
  }

  private String objection(Criterion criterion, List<ScorerSpec> scorers) {
    Set<String> behind = PassportDemand.behind(criterion, scorers);
    return behind.stream()
        .filter(key -> !wrong(key).isEmpty())
        .findFirst()
        .map(
            key ->
                said(key)
                    + " What hangs on this judge decides nothing, unless the gate has"
                    + " allow_failed_canaries.")
        .orElse(null);
  }

  /** What the person who reads the run should know of its judges. */
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    for (String key : new TreeMap<>(judges).keySet()) {
      if (!wrong(key).isEmpty()) {
        warnings.add(
            new Warning(
                "CANARY_FAILED", said(key) + " Its other scores are worth as much as these."));
      }
      List<String> silent =
          judges.get(key).entrySet().stream()
              .filter(e -> e.getValue().asExpected() == null)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (!silent.isEmpty()) {
        warnings.add(
            new Warning(
                "CANARY_UNJUDGED",
                "The judge of "
                    + key
                    + " gave no score to answers whose worth is known ("
                    + String.join(", ", silent)
                    + "): what its other scores are worth was not shown."));
      }
    }
    return warnings;
  }

  private Map<String, Result> wrong(String key) {
    Map<String, Result> wrong = new TreeMap<>();
    judges
        .getOrDefault(key, Map.of())
        .forEach(
            (name, result) -> {
              if (Boolean.FALSE.equals(result.asExpected())) {
                wrong.put(name, result);
              }
            });
    return wrong;
  }

  private String said(String key) {
    List<String> scores = new ArrayList<>();
    wrong(key)
        .forEach(
            (name, result) ->
                scores.add(String.format(Locale.ROOT, "%s %.2f", name, result.score())));
    return "The judge of "
        + key
        + " took answers whose worth is known for what they are not: "
        + String.join(", ", scores)
        + ".";
  }
}
