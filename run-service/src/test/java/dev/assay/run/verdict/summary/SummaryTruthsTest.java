package dev.assay.run.verdict.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the SQL says of a run over stored answers by who said what is right. */
class SummaryTruthsTest extends SummaryQuerySetup {
  private static final List<ScoredUnit> UNITS =
      List.of(
          unit(0, "a", UnitStatus.PASSED, List.of(leaves(true, true, true, false))),
          unit(1, "a", UnitStatus.PASSED, List.of(leaves(true, true))),
          unit(2, "a", UnitStatus.FAILED, List.of(leaves(true, false))),
          unit(3, "a", UnitStatus.SKIPPED, List.of(TestScores.uncorrected("leaves", 4))));

  private static Score leaves(boolean... matches) {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    for (boolean match : matches) {
      fields.put("f" + fields.size(), match);
    }
    return TestScores.fields("leaves", fields, 0.6);
  }

  /** A run in which a model made what is right of the third answer. */
  private static UUID run(String target) throws Exception {
    UUID run = rows.run(Ids.next(), "{}", 1, UNITS.size());
    rows.write(run, UNITS);
    rows.execute("update runs set target_kind = '%s' where id = '%s'".formatted(target, run));
    truths(run, "true");
    rows.execute(
        ("update items i set body = case i.position"
                + " when 2 then '{\"input\": \"q\", \"extra\": {\"inferred\": true}}'"
                + " when 0 then '{\"input\": \"q\", \"extra\": {\"inferred\": false}}'"
                + " else '{\"input\": \"q\\u0000\"}' end::json"
                + " from runs r where r.id = '%s' and i.dataset_version_id = r.dataset_version_id")
            .formatted(run));
    return run;
  }

  /** What was noted of the version when it was made; null before that was done. */
  private static void truths(UUID run, String noted) throws Exception {
    rows.execute(
        ("update dataset_versions v set truths = %s from runs r"
                + " where r.id = '%s' and v.id = r.dataset_version_id")
            .formatted(noted, run));
  }

  private static void items(UUID run, String body) throws Exception {
    rows.execute(
        ("update items i set body = (%s)::json from runs r"
                + " where r.id = '%s' and i.dataset_version_id = r.dataset_version_id")
            .formatted(body, run));
  }

  private static FieldSummary fields(UUID run) {
    return compute(run, List.of(LEAVES), Set.of()).overall().scorers().get("leaves").fields();
  }

  @Test
  void shouldTellWhatPeopleCorrectedFromWhatAModelInferred() throws Exception {
    // When
    FieldSummary fields = fields(run("traffic"));

    // Then
    assertThat(fields.human().samples()).isEqualTo(2);
    assertThat(fields.human().matched()).isEqualTo(5);
    assertThat(fields.human().compared()).isEqualTo(6);
    assertThat(fields.human().accuracy()).isEqualTo(5.0 / 6);
    assertThat(fields.human().interval()).isNotNull();
    assertThat(fields.inferred().samples()).isEqualTo(1);
    assertThat(fields.inferred().accuracy()).isEqualTo(0.5);
    assertThat(fields.inferred().interval()).isNull();
    assertThat(fields.inferredShare()).isEqualTo(1.0 / 3);
    // Four leaves of the answer that nobody corrected count as right.
    assertThat(fields.accuracyAssumingAccepted()).isEqualTo(10.0 / 12);
    assertThat(fields.human().accuracyAssumingAccepted()).isEqualTo(9.0 / 10);
    assertThat(fields.inferred().accuracyAssumingAccepted()).isEqualTo(5.0 / 6);
    assertThat(fields.human().bounds().unmeasured()).isZero();
    assertThat(fields.human().bounds().lower()).isEqualTo(5.0 / 6);
    assertThat(fields.accuracyCorrected()).isEqualTo(6.0 / 8);
    FieldSummary.Field second =
        fields.fields().stream().filter(f -> f.field().equals("f1")).findFirst().orElseThrow();
    assertThat(second.correct()).isEqualTo(2);
    assertThat(second.errors()).isEqualTo(1);
    assertThat(second.humanCorrect()).isEqualTo(2);
    assertThat(second.humanErrors()).isZero();
    assertThat(second.inferredCorrect()).isZero();
    assertThat(second.inferredErrors()).isEqualTo(1);
  }

  @Test
  void shouldGoByWhatWasNotedWithTheAnswer() throws Exception {
    // Given
    UUID run = run("traffic");
    rows.execute(
        "update units set inferred = position < 2 where run_id = '%s' and position < 3"
            .formatted(run));

    // When
    FieldSummary fields = fields(run);

    // Then
    assertThat(fields.inferred().samples()).isEqualTo(2);
    assertThat(fields.inferred().matched()).isEqualTo(5);
    assertThat(fields.human().samples()).isEqualTo(1);
    assertThat(fields.human().matched()).isEqualTo(1);
  }

  @Test
  void shouldTellTheSameOfTheirInputsAskedAgain() throws Exception {
    // When
    FieldSummary fields = fields(run("provider"));

    // Then
    assertThat(fields.human().samples()).isEqualTo(2);
    assertThat(fields.inferred().samples()).isEqualTo(1);
  }

  @Test
  void shouldTellNothingApartOfItemsThatAreNotOfTraffic() throws Exception {
    // Given words that are no marks
    UUID run = run("provider");
    items(run, "'{\"input\": \"inferred\", \"extra\": {\"inferred\": \"perhaps\"}}'");
    truths(run, "false");

    // When
    RunSummary summary = compute(run, List.of(LEAVES), Set.of());
    FieldSummary fields = summary.overall().scorers().get("leaves").fields();

    // Then
    assertThat(fields.human()).isNull();
    assertThat(fields.inferred()).isNull();
    assertThat(fields.inferredShare()).isNull();
    assertThat(fields.fields().get(0).humanErrors()).isNull();
    assertThat(fields.fields().get(0).inferredErrors()).isNull();
    assertThat(fields.accuracyCorrected()).isEqualTo(6.0 / 8);
    assertThat(summary.overall().fieldAccuracy().human()).isNull();
  }

  @Test
  void shouldKnowVersionsOfBeforeByTheNameOfFrozenTraffic() throws Exception {
    // Given a version of which it was not noted
    UUID run = run("provider");
    truths(run, "null");
    FieldSummary other = fields(run);

    // When
    rows.execute("update runs set dataset_name = 'traffic.skill.x' where id = '%s'".formatted(run));

    // Then
    assertThat(other.human()).isNull();
    assertThat(fields(run).human().samples()).isEqualTo(2);
  }

  @Test
  void shouldCountWhatIsTakenForRightForNobody() throws Exception {
    // Given an answer that became what is expected
    UUID run = run("provider");
    items(
        run,
        "case position when 0 then '{\"input\": \"q\", \"extra\": {\"assumed\": true}}'"
            + " when 2 then '{\"input\": \"q\", \"extra\": {\"inferred\": true}}'"
            + " else '{\"input\": \"q\", \"extra\": {\"inferred\": false}}' end");

    // When
    FieldSummary fields = fields(run);

    // Then
    assertThat(fields.human().samples()).isEqualTo(1);
    assertThat(fields.human().compared()).isEqualTo(2);
    assertThat(fields.inferred().compared()).isEqualTo(2);
    assertThat(fields.compared()).isEqualTo(8);
    FieldSummary.Field last =
        fields.fields().stream().filter(f -> f.field().equals("f3")).findFirst().orElseThrow();
    assertThat(last.errors()).isEqualTo(1);
    assertThat(last.humanErrors()).isZero();
    assertThat(last.inferredErrors()).isZero();
  }

  @Test
  void shouldTellItOfAllScorersTogether() throws Exception {
    // Given a second scorer that finds half of the leaves wrong
    ScorerSpec half = new ScorerSpec("field_accuracy", "half", null, null);
    UUID run = run("traffic");
    rows.execute(
        "insert into scores (run_id, n, key, scorer, scorer_version, status, score, metadata)"
            + " select run_id, n, 'half', scorer, scorer_version, status, 0.5,"
            + " '{\"matched\": 1, \"compared\": 2, \"fields\": {}}'"
            + " from scores where run_id = '%s' and status = 'success'".formatted(run));

    // When
    FieldSummary all = compute(run, List.of(LEAVES, half), Set.of()).overall().fieldAccuracy();

    // Then
    assertThat(all.human().samples()).isEqualTo(2);
    assertThat(all.human().matched()).isEqualTo(7);
    assertThat(all.human().compared()).isEqualTo(10);
    assertThat(all.inferred().samples()).isEqualTo(1);
    assertThat(all.inferred().compared()).isEqualTo(4);
    assertThat(all.matched()).isEqualTo(9);
  }

  @Test
  void shouldTellNothingApartWithinASection() throws Exception {
    RunSummary summary = compute(run("traffic"), List.of(LEAVES), Set.of());

    assertThat(summary.sections().get("a").scorers().get("leaves").fields().human()).isNull();
  }
}
