package dev.assay.run.verdict.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.part.Score;
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
    rows.execute(
        ("update items i set body = case i.position"
                + " when 2 then '{\"input\": \"q\", \"extra\": {\"inferred\": true}}'"
                + " when 0 then '{\"input\": \"q\", \"extra\": {\"inferred\": false}}'"
                + " else '{\"input\": \"q\\u0000\"}' end::json"
                + " from runs r where r.id = '%s' and i.dataset_version_id = r.dataset_version_id")
            .formatted(run));
    return run;
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
    assertThat(fields.accuracyCorrected()).isEqualTo(6.0 / 8);
    FieldSummary.Field second =
        fields.fields().stream().filter(f -> f.field().equals("f1")).findFirst().orElseThrow();
    assertThat(second.correct()).isEqualTo(2);
    assertThat(second.errors()).isEqualTo(1);
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
  void shouldTellNothingApartWhereAModelWasAsked() throws Exception {
    // When
    FieldSummary fields = fields(run("provider"));

    // Then
    assertThat(fields.human()).isNull();
    assertThat(fields.inferred()).isNull();
    assertThat(fields.fields().get(0).inferredErrors()).isNull();
    assertThat(fields.accuracyCorrected()).isEqualTo(6.0 / 8);
  }

  @Test
  void shouldTellNothingApartWithinASection() throws Exception {
    RunSummary summary = compute(run("traffic"), List.of(LEAVES), Set.of());

    assertThat(summary.sections().get("a").scorers().get("leaves").fields().human()).isNull();
  }
}
