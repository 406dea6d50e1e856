package dev.assay.run.verdict.passports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.verdict.labels.LabelStore;
import dev.assay.run.verdict.statistics.Confusion;
import dev.assay.run.verdict.summary.RunRows;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements that hold judges against people, on a real database. */
class PassportQueryTest {
  private static final String SPEC =
      """
      {"scorers":[{"id":"exact_match","key":"exact"},
                  {"id":"llm_judge","key":"helpful","threshold":0.8},
                  {"id":"llm_judge","key":"loose"},
                  {"id":"llm_judge","key":"silent","threshold":0.5}],
       "judges":{"helpful":{"provider":"p","model":"m"},"loose":{"provider":"p","model":"m"},
                 "silent":{"provider":"p","model":"m"}}}
      """;
  private static RunRows rows;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(4));
  }

  /** A run of 100 answers, of which the judge of this hash passes the first 60. */
  private static UUID judged(UUID workspace, String hash) throws SQLException {
    UUID run = rows.run(workspace, SPEC, 1, 100);
    rows.execute(
        """
        insert into units (run_id, n, position, repeat, status, generation)
        select '%1$s', i, i + 1, 0, 'passed', 1 from generate_series(0, 99) i;
        insert into answers (run_id, n, output)
        select '%1$s', i, to_json('answer ' || i) from generate_series(0, 99) i;
        insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed, passport)
        select '%1$s', i, k, 'llm_judge', 1, 'success', case when i < 60 then 0.8 else 0.2 end,
               case when k = 'helpful' then i < 60 end, '%2$s' || k
        from generate_series(0, 99) i, (values ('helpful'), ('loose')) s(k)
        """
            .formatted(run, hash));
    return run;
  }

  /** Labels by one person: {@code passed} and {@code where} are SQL over {@code a.n}. */
  private static void label(UUID workspace, UUID run, String by, String passed, String where)
      throws SQLException {
    rows.execute(
        ("insert into human_labels (id, workspace_id, run_id, n, key, rater, passed,"
                + " answer_sha256) select gen_random_uuid(), '%s', run_id, n, 'helpful', '%s', %s,"
                + LabelStore.ANSWER_SHA256
                + " from answers a where run_id = '%s' and %s")
            .formatted(workspace, by, passed, run, where));
  }

  private static Map<String, JudgedRate> rates(UUID workspace, UUID run) {
    return of(
        rows.db()
            .inTransaction(tx -> PassportQuery.ofRun(tx, workspace, run, RunSpecs.parse(SPEC), 1)));
  }

  @Test
  void shouldCountWhoSaidWhatOfTheSameAnswers() throws Exception {
    // Given people who pass the first 50 and, by mistake of the judge, five of the last
    UUID workspace = Ids.next();
    UUID run = judged(workspace, "a-");
    label(workspace, run, "ann", "n < 50 or n >= 95", "n >= 20");

    // When
    JudgedRate rate = rates(workspace, run).get("helpful");

    // Then
    assertThat(rate.passport()).isEqualTo("a-helpful");
    assertThat(rate.judged()).isEqualTo(100);
    assertThat(rate.passRate()).isEqualTo(0.6);
    assertThat(rate.againstPeople().confusion()).isEqualTo(new Confusion(30, 5, 10, 35));
    // (0.6 + 35/45 - 1) / (30/35 + 35/45 - 1)
    assertThat(rate.correctedPassRate()).isCloseTo(0.595, within(1e-9));
  }

  @Test
  void shouldGoByTheMajorityAndLeaveOutWhatIsDisputed() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = judged(workspace, "b-");
    label(workspace, run, "ann", "true", "n < 40");
    label(workspace, run, "bob", "false", "n < 20");
    label(workspace, run, "eve", "false", "n < 10");

    // When
    AgainstPeople against = rates(workspace, run).get("helpful").againstPeople();

    // Then ten have two against one, ten one against one, twenty one voice
    assertThat(against.confusion()).isEqualTo(new Confusion(20, 0, 10, 0));
    assertThat(against.disputed()).isEqualTo(10);
    assertThat(against.labels()).isEqualTo(30);
  }

  @Test
  void shouldSumUpOverRunsAndKeepWorkspacesAndJudgesApart() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID other = Ids.next();
    UUID first = judged(workspace, "c-");
    UUID second = judged(workspace, "c-");
    UUID changed = judged(workspace, "changed-");
    UUID elsewhere = judged(other, "c-");
    label(workspace, first, "ann", "n < 60", "n % 2 = 0");
    label(workspace, second, "ann", "n < 60", "n % 4 = 0");
    label(other, elsewhere, "ann", "n >= 60", "true");

    // Then
    assertThat(rates(workspace, second).get("helpful").againstPeople().labels()).isEqualTo(75);
    assertThat(rates(workspace, second).get("helpful").againstPeople().kappa()).isEqualTo(1);
    assertThat(rates(workspace, changed).get("helpful").againstPeople().labels()).isZero();
    assertThat(rates(other, elsewhere).get("helpful").againstPeople().agreement()).isZero();
  }

  @Test
  void shouldCountNeitherReplacedAnswersNorScoresThatAreErrors() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = judged(workspace, "d-");
    label(workspace, run, "ann", "n < 60", "true");
    rows.execute(
        "update answers set output = '\"new\"' where run_id = '%s' and n < 7".formatted(run));
    rows.execute(
        "update scores set status = 'error', score = null where run_id = '%s' and n in (8, 9)"
            .formatted(run));

    // When
    JudgedRate rate = rates(workspace, run).get("helpful");

    // Then
    assertThat(rate.againstPeople().labels()).isEqualTo(91);
    assertThat(rate.judged()).isEqualTo(98);
  }

  @Test
  void shouldLetTheThresholdDecideOnScoresOfPeople() throws Exception {
    // Given half of the scores that people give are the threshold itself
    UUID workspace = Ids.next();
    UUID run = judged(workspace, "e-");
    label(workspace, run, "ann", "true", "true");
    rows.execute(
        "update human_labels set passed = null, score = case when n % 2 = 0 then 0.8 else 0.79 end"
            + " where run_id = '%s'".formatted(run));

    // Then
    assertThat(rates(workspace, run).get("helpful").againstPeople().confusion())
        .isEqualTo(new Confusion(30, 20, 30, 20));
  }

  @Test
  void shouldSayWhyThereIsNoRate() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = judged(workspace, "f-");
    rows.execute(
        "update scores set passport = 'older' where run_id = '%s' and key = 'helpful' and n < 3"
            .formatted(run));

    // When
    Map<String, JudgedRate> rates = rates(workspace, run);

    // Then
    assertThat(rates).containsOnlyKeys("helpful", "loose", "silent");
    assertThat(rates.get("helpful").message()).contains("2 different judges");
    assertThat(rates.get("helpful").judged()).isEqualTo(100);
    assertThat(rates.get("loose").message()).contains("no threshold");
    assertThat(rates.get("loose").passport()).isEqualTo("f-loose");
    assertThat(rates.get("silent").message()).contains("no answer of this run");
  }

  @Test
  void shouldReadNoMoreOfADefinitionThanTheThreshold() throws Exception {
    // Given a run whose definition nobody could read as a whole
    UUID workspace = Ids.next();
    UUID run = judged(workspace, "i-");
    label(workspace, run, "ann", "n < 60", "n < 50");
    rows.execute(
        "update runs set spec = (spec::jsonb || '{\"order\": \"sideways\"}')::json where id = '%s'"
            .formatted(run));

    // When
    List<Passport> all = of(new Passports(rows.db()).list(workspace, null, 10));

    // Then
    assertThat(all).extracting(Passport::threshold).containsExactly(0.8);
  }

  @Test
  void shouldListJudgesAndFindThemByTheirHash() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID old = judged(workspace, "g-");
    UUID newer = judged(workspace, "g-");
    UUID other = judged(workspace, "h-");
    label(workspace, old, "ann", "n < 60", "n < 50");
    label(workspace, newer, "ann", "n < 60", "n >= 50");
    label(workspace, other, "ann", "n < 60", "n = 1");
    Passports passports = new Passports(rows.db());

    // When
    List<Passport> all = of(passports.list(workspace, null, 10));

    // Then
    assertThat(all).extracting(Passport::passport).containsExactly("g-helpful", "h-helpful");
    assertThat(all.get(0).run()).isEqualTo(newer);
    assertThat(all.get(0).threshold()).isEqualTo(0.8);
    assertThat(all.get(0).againstPeople().labels()).isEqualTo(100);
    assertThat(of(passports.list(workspace, "g-helpful", 10))).hasSize(1);
    assertThat(of(passports.list(workspace, null, 1))).hasSize(1);
    assertThat(of(passports.get(workspace, "g-helpful", 0.9)).againstPeople().confusion())
        .isEqualTo(new Confusion(0, 60, 0, 40));
    assertThat(of(passports.ofRun(workspace, other)).get("helpful").passport())
        .isEqualTo("h-helpful");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> of(passports.get(workspace, "nobody", null)));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> of(passports.ofRun(Ids.next(), other)));
  }
}
