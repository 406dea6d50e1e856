package dev.assay.run.verdict.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a gate says of answers that know nothing.
 *
 * @param nullAnswers one of each that could be made
 * @param vacuous whether the gate passes any of them, or could fail none
 * @param best per criterion, in the order of the gate, the null answer that comes closest
 */
@Schema(name = "SelfTest")
public record NullProof(List<Result> nullAnswers, boolean vacuous, List<Best> best) {

  /**
   * One null answer.
   *
   * @param name which
   * @param verdict what the gate says of it; chance is left out of account
   * @param sampleSize on how many items it was tried
   * @param criteria in the order of the gate
   */
  @Schema(name = "SelfTestAnswer")
  public record Result(
      @Schema(implementation = NullAnswer.class) String name,
      Verdict verdict,
      int sampleSize,
      List<Observed> criteria) {}

  /** What a criterion observed; null when the value does not exist. */
  @Schema(name = "SelfTestObserved")
  public record Observed(
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double observed, boolean passed) {}

  /**
   * The null answer that comes closest to a criterion.
   *
   * @param observed its value, null when no null answer has one
   * @param nullAnswer its name, null when no null answer has a value
   */
  @Schema(name = "SelfTestBest")
  public record Best(
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double observed,
      @Nullable @Schema(implementation = NullAnswer.class) String nullAnswer) {}

  /**
   * Judges the scores of null answers. A case without scores is not measured.
   *
   * @param gate to be tried
   * @param scorers as they were applied
   * @param cases as {@link NullCases} made them
   * @param reports what came back for them
   */
  public static NullProof of(
      Gate gate,
      List<ScorerSpec> scorers,
      Map<NullAnswer, List<ScoringTask.Unit>> cases,
      Map<NullAnswer, ScoreReport> reports) {
    // What the null answers observe is compared as it is: a sample too small to be sure of would
    // only hide that nothing is asked.
    // They are held against everybody's corrections: whose a sample's are is not said here.
    List<Criterion> criteria = gate.criteria().stream().map(Criterion::ofAnyTruth).toList();
    Gate plain = new Gate(criteria, false, true);
    List<Result> results = new ArrayList<>();
    cases.forEach(
        (answer, units) ->
            results.add(
                result(
                    answer,
                    units.size(),
                    plain.judge(summary(scorers, units, reports.get(answer)), null))));
    return new NullProof(
        results,
        !gate.canFail(scorers) || results.stream().anyMatch(r -> r.verdict() == Verdict.PASS),
        best(gate, results));
  }

  /** The best of a criterion, null when not known. */
  Best best(int criterion) {
    return criterion < best.size() ? best.get(criterion) : null;
  }

  /** A sentence that warns of a vacuous gate; null when it is not. */
  public String warning() {
    if (!vacuous) {
      return null;
    }
    String passing =
        nullAnswers.stream()
            .filter(r -> r.verdict() == Verdict.PASS)
            .map(Result::name)
            .collect(Collectors.joining(", "));
    return "The gate says nothing: "
        + (passing.isEmpty()
            ? "nothing can fail it"
            : "an answer that knows nothing passes it (" + passing + ")")
        + ". Give the scorers thresholds or raise the limits; until then the verdict is none.";
  }

  /**
   * A sentence that says that the gate was tried in vain; null when it was not. Answers that end in
   * an error fail a gate for another reason than that they know nothing.
   */
  public String unproven() {
    boolean measured =
        nullAnswers.stream()
            .flatMap(r -> r.criteria().stream())
            .anyMatch(criterion -> criterion.observed() != null);
    return vacuous || measured
        ? null
        : "Whether the gate can fail is not proven: no scorer could measure an answer that knows"
            + " nothing, so none was held against it.";
  }

  private static Result result(NullAnswer answer, int size, GateResult judged) {
    return new Result(
        answer.wire(),
        judged.verdict(),
        size,
        judged.criteria().stream().map(c -> new Observed(c.observed(), c.passed())).toList());
  }

  private static RunSummary summary(
      List<ScorerSpec> scorers, List<ScoringTask.Unit> cases, ScoreReport report) {
    Map<Integer, List<Score>> scores = new HashMap<>();
    if (report != null) {
      report.units().forEach(u -> scores.put(u.unit().n(), u.scores()));
    }
    List<ScoredUnit> units = cases.stream().map(c -> scored(c, scores.get(c.unit().n()))).toList();
    return Summaries.of(scorers, MemoryTotals.of(scorers, 1, units));
  }

  private static ScoredUnit scored(ScoringTask.Unit unit, List<Score> scores) {
    return new ScoredUnit(
        unit.unit().n(),
        unit.item().section(),
        unit.item().label(),
        scores == null ? UnitStatus.ANSWERED : UnitOutcome.of(scores),
        false,
        null,
        null,
        scores == null ? List.of() : scores);
  }

  private static List<Best> best(Gate gate, List<Result> results) {
    List<Best> best = new ArrayList<>();
    for (int i = 0; i < gate.criteria().size(); i++) {
      Best found = new Best(null, null);
      for (Result result : results) {
        Double observed = result.criteria().get(i).observed();
        if (observed != null
            && (found.observed() == null
                || gate.criteria().get(i).better(observed, found.observed()) > 0)) {
          found = new Best(observed, result.name());
        }
      }
      best.add(found);
    }
    return best;
  }
}
