package dev.assay.run.verdict.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.totals.Unmeasured;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the SQL says of what nobody measured, corrected or charged, and of what looks biased. */
class SummaryDoubtsTest extends SummaryQuerySetup {
  @Test
  void shouldTellAccuracyWithAndWithoutSamplesThatNobodyCorrected() throws Exception {
    // Given 3 of 4 and 1 of 2 leaves of corrected samples, an answer of 4 leaves without a
    // correction, one whose correction has no leaf, and one that failed
    List<ScoredUnit> units =
        List.of(
            unit(0, "a", UnitStatus.PASSED, List.of(leaves(true, true, true, false))),
            unit(1, "a", UnitStatus.FAILED, List.of(leaves(true, false))),
            unit(2, "b", UnitStatus.SKIPPED, List.of(TestScores.uncorrected("leaves", 4))),
            unit(
                3,
                "b",
                UnitStatus.SKIPPED,
                List.of(renamed(TestScores.skipped("leaves", null), LEAVES))),
            unit(4, "b", UnitStatus.ERROR, List.of()));
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);

    // When
    RunSummary summary = compute(run, List.of(LEAVES), Set.of());

    // Then 4 of 6, and with the four that count as accepted 8 of 10
    FieldSummary fields = summary.overall().scorers().get("leaves").fields();
    assertThat(fields.accuracyCorrected()).isEqualTo(4.0 / 6);
    assertThat(fields.accuracyAssumingAccepted()).isEqualTo(0.8);
    assertThat(fields.accuracy()).isEqualTo(fields.accuracyCorrected());
    assertThat(fields.uncorrected()).isEqualTo(1);
    assertThat(fields.accepted()).isEqualTo(4);
    // and the sample without a correction is one of the total and of the completed
    assertThat(summary.overall().total()).isEqualTo(5);
    assertThat(summary.overall().completed()).isEqualTo(5);
    FieldSummary ofB = summary.sections().get("b").scorers().get("leaves").fields();
    assertThat(ofB.accuracyCorrected()).isNull();
    assertThat(ofB.accuracyAssumingAccepted()).isEqualTo(1);
    String json = Json.mapper().writeValueAsString(summary);
    assertThat(
            Json.mapper().readTree(json).at("/scorers/leaves/fields/accuracy_corrected").asDouble())
        .isEqualTo(4.0 / 6);
    assertThat(Json.mapper().readTree(json).at("/sections/b/scorers/leaves/fields").toString())
        .contains("\"accuracy_corrected\":null");
  }

  @Test
  void shouldCountWhyUnitsWereNotMeasuredAsOneWouldThink() throws Exception {
    // Given one answer of each kind, two of them cut off
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean skipped = i == 4;
      Score score =
          skipped
              ? skipped("The item has no expected value.")
              : renamed(TestScores.success("near", 1, 0.5), HELD);
      units.add(unit(i, null, i == 5 ? UnitStatus.ERROR : UnitStatus.PASSED, List.of(score)));
    }
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);
    rows.execute(
        """
        insert into answers (run_id, n, finish_reason, refusal)
        values ('%1$s', 0, 'length', null), ('%1$s', 1, 'length', ''),
               ('%1$s', 2, 'content_filter', 'filtered'), ('%1$s', 3, 'stop', 'I will not.');
        update units set error_code = 'PROVIDER_TIMEOUT' where run_id = '%1$s' and n = 5;
        update scores set status = 'error', score = null, error_code = 'JUDGE_UNPARSABLE'
        where run_id = '%1$s' and n = 6;
        """
            .formatted(run));

    // When
    RunSummary summary = compute(run, List.of(HELD), Set.of());

    // Then
    assertThat(summary.unmeasuredBy()).isEqualTo(new Unmeasured(2, 1, 1, 1, 1, 1));
    assertThat(summary.warnings())
        .extracting(Warning::message)
        .contains(
            "2 answers were cut off at their token limit.",
            "1 answer was stopped by a filter.",
            "1 answer is a refusal.",
            "1 item ended in error and was not measured.");
  }

  @Test
  void shouldTellWhenAnswersThatWereRetriedDidOtherwise() throws Exception {
    // Given 40 answers that came at once and passed, and 10 retried ones that failed
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean again = i >= 40;
      units.add(
          unit(
              i,
              null,
              again ? UnitStatus.FAILED : UnitStatus.PASSED,
              List.of(renamed(TestScores.success("near", again ? 0 : 1, 0.5), HELD))));
    }
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);
    rows.execute(
        "update units set attempts = case when n < 40 then 1 else 3 end where run_id = '%s'"
            .formatted(run));

    // When
    RunSummary biased = compute(run, List.of(HELD), Set.of());
    rows.execute("update units set attempts = 1 + mod(n, 2) where run_id = '%s'".formatted(run));
    RunSummary fair = compute(run, List.of(HELD), Set.of());

    // Then
    assertThat(biased.warnings()).extracting(Warning::code).containsExactly("RETRY_BIAS");
    assertThat(biased.warnings().get(0).message()).contains("0 of 10").contains("40 of 40");
    assertThat(fair.warnings()).isEmpty();
  }

  @Test
  void shouldSayThatACostIsUnknownRatherThanZero() throws Exception {
    // Given two answers of which one has a cost, and a refused attempt that nobody charged
    List<ScoredUnit> units =
        List.of(
            unit(0, null, UnitStatus.PASSED, List.of()),
            unit(1, null, UnitStatus.PASSED, List.of()));
    UUID run = rows.run(Ids.next(), "{}", 1, 2);
    rows.write(run, units);
    rows.execute(
        "update units set answered_at = now(), tokens_in = 10, tokens_out = 2,"
            + " cost = case n when 0 then 0.5 end where run_id = '%s'".formatted(run));
    rows.execute(
        """
        insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms,
                              outcome, tokens_in, tokens_out, cost)
        values ('%1$s', 0, 1, 1, 'w', now(), 5, 'rate_limited', null, null, null),
               ('%1$s', 0, 1, 2, 'w', now(), 5, 'ok', 10, 2, 0.5),
               ('%1$s', 1, 1, 1, 'w', now(), 5, 'ok', 10, 2, null)
        """
            .formatted(run));

    // When
    RunSummary summary = compute(run, List.of(), Set.of());

    // Then
    assertThat(summary.usage().candidate().billed().calls()).isEqualTo(3);
    assertThat(summary.usage().candidate().billed().tokensIn()).isEqualTo(20);
    assertThat(summary.usage().candidate().billed().cost()).isNull();
    assertThat(summary.usage().candidate().billed().knownCost()).isEqualTo(0.5);
    assertThat(summary.usage().candidate().useful().cost()).isNull();
    assertThat(summary.usage().judge()).isNull();
  }

  private static Score skipped(String reason) {
    return new Score("near", HELD.id(), 1, ScoreStatus.SKIPPED, null, null, reason, null, null);
  }

  private static Score leaves(boolean... matches) {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    for (boolean match : matches) {
      fields.put("f" + fields.size(), match);
    }
    return TestScores.fields("leaves", fields, 0.6);
  }
}
