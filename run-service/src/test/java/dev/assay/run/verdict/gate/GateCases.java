package dev.assay.run.verdict.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Gates as people write them, and summaries of runs with one scorer for them to judge. */
final class GateCases {
  static final ScorerSpec NEAR = new ScorerSpec("levenshtein", "near", 0.5, null);

  private GateCases() {}

  static Gate gate(String json) {
    List<Violation> violations = new ArrayList<>();
    Gate gate = Gate.parse(json(json), violations);
    assertThat(violations).isEmpty();
    return gate;
  }

  static JsonNode json(String json) {
    try {
      return Json.mapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static RunSummary summary(int passed, int failed, int errors) {
    List<Score> scores = new ArrayList<>();
    scores.addAll(Collections.nCopies(passed, TestScores.success("near", 1, 0.5)));
    scores.addAll(Collections.nCopies(failed, TestScores.success("near", 0, 0.5)));
    scores.addAll(Collections.nCopies(errors, TestScores.error("near", 0.5)));
    List<ScoredUnit> units = new ArrayList<>();
    scores.forEach(s -> units.add(unit(units.size(), s)));
    return Summaries.of(List.of(NEAR), MemoryTotals.of(List.of(NEAR), 1, units));
  }

  static ScoredUnit unit(int position, Score score) {
    UnitStatus status = UnitOutcome.of(List.of(score));
    return new ScoredUnit(position, null, null, status, false, null, null, List.of(score));
  }
}
