package dev.assay.run.verdict.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NullProofTest {
  private static final UUID ID = Ids.next();

  @Test
  void shouldFindAGateThatNothingCanFail() {
    // Given exact_match without a threshold and a pass rate of 0.95
    ScorerSpec scorer = new ScorerSpec("exact_match", "exact_match", null, null);
    Gate gate = gate(CriterionType.PASS_RATE, 0.95, false);

    // When null answers are scored
    NullProof test = test(gate, scorer, items(20, i -> "answer " + i));

    // Then it is said, and answers that are all wrong have no pass rate that could pass
    assertThat(test.vacuous()).isTrue();
    assertThat(test.warning()).contains("nothing can fail it");
    RunSummary wrong = wrong(scorer);
    assertThat(wrong.overall().passRate()).isNull();
    GateResult result = gate.judge(wrong, test);
    assertThat(result.verdict()).isEqualTo(Verdict.NONE);
    assertThat(result.warnings()).extracting(w -> w.code()).containsExactly("NOTHING_DECIDED");
    assertThat(gate(CriterionType.PASS_RATE, 0.95, true).judge(wrong, test).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldFindAGateThatNullAnswersPass() {
    // Given scores that an empty answer has, too
    ScorerSpec scorer = new ScorerSpec("exact_match", "exact_match", 0.0, null);
    Gate gate = gate(CriterionType.PASS_RATE, 0.95, false);

    // When
    NullProof test = test(gate, scorer, items(20, i -> "answer " + i));

    // Then
    assertThat(test.vacuous()).isTrue();
    assertThat(test.warning()).contains("empty").contains("shuffled");
    assertThat(gate.judge(wrong(scorer), test).verdict()).isEqualTo(Verdict.NONE);
    assertThat(gate.judge(wrong(scorer), test).criteria().get(0).headroom()).isZero();
    assertThat(gate(CriterionType.PASS_RATE, 0.95, true).judge(wrong(scorer), test).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldFindAGateThatNothingCanFailAlsoWhenEveryNullAnswerEndsInAnError() {
    // Given a scorer without a threshold that can read no null answer, as an expression over fields
    ScorerSpec scorer = new ScorerSpec("expression", "ok", null, null);
    Gate gate = gate(CriterionType.PASS_RATE, 0.95, false);
    Map<NullAnswer, List<ScoringTask.Unit>> cases =
        NullCases.of(ID, items(5, i -> "e" + i), gate, 50, 1);
    Map<NullAnswer, ScoreReport> reports = new EnumMap<>(NullAnswer.class);
    cases.forEach((answer, units) -> reports.put(answer, errors(units)));

    // When
    NullProof without = NullProof.of(gate, List.of(scorer), cases, reports);
    ScorerSpec held = new ScorerSpec("expression", "ok", 1.0, null);
    NullProof with = NullProof.of(gate, List.of(held), cases, reports);

    // Then the one is vacuous, and of the other it is said that nothing was proven
    assertThat(without.vacuous()).isTrue();
    assertThat(with.vacuous()).isFalse();
    assertThat(with.warning()).isNull();
  }

  @Test
  void shouldSayThatAGateIsNotProvenWhenNoNullAnswerCouldBeMeasured() {
    // Given
    ScorerSpec scorer = new ScorerSpec("expression", "ok", 1.0, null);
    Gate gate = gate(CriterionType.MEAN_SCORE, 0.95, false);
    Map<NullAnswer, List<ScoringTask.Unit>> cases =
        NullCases.of(ID, items(5, i -> "e" + i), gate, 50, 1);
    Map<NullAnswer, ScoreReport> reports = new EnumMap<>(NullAnswer.class);
    cases.forEach((answer, units) -> reports.put(answer, errors(units)));

    // When
    NullProof proof = NullProof.of(gate, List.of(scorer), cases, reports);

    // Then
    assertThat(proof.vacuous()).isFalse();
    assertThat(proof.unproven()).contains("not proven");
  }

  private static ScoreReport errors(List<ScoringTask.Unit> units) {
    return new ScoreReport(
        units.stream()
            .map(u -> new ScoreReport.Unit(u.unit(), List.of(TestScores.error("ok", null))))
            .toList());
  }

  @Test
  void shouldLeaveAGateAloneThatNullAnswersFail() {
    // Given a threshold
    ScorerSpec scorer = new ScorerSpec("exact_match", "exact_match", 1.0, null);
    Gate gate = gate(CriterionType.PASS_RATE, 0.5, false);

    // When
    NullProof test = test(gate, scorer, items(20, i -> "answer " + i));

    // Then the best null answer gets nothing, and headroom is all there is
    assertThat(test.vacuous()).isFalse();
    assertThat(test.warning()).isNull();
    assertThat(test.nullAnswers())
        .extracting(NullProof.Result::name)
        .containsExactly("empty", "constant", "echo", "shuffled");
    assertThat(test.nullAnswers()).extracting(NullProof.Result::sampleSize).containsOnly(20);
    assertThat(gate.judge(right(scorer), test).criteria().get(0).headroom()).isEqualTo(1.0);
  }

  @Test
  void shouldNotShuffleWhatIsTheSameEverywhere() {
    // Given that every expected value is yes, or that there is only one item
    Gate gate = gate(CriterionType.PASS_RATE, 0.5, false);

    // When, Then another item's expected value would be the right answer
    assertThat(NullCases.of(ID, items(20, i -> "yes"), gate, 50, 1))
        .doesNotContainKey(NullAnswer.SHUFFLED);
    assertThat(NullCases.of(ID, items(1, i -> "a"), gate, 50, 1))
        .doesNotContainKey(NullAnswer.SHUFFLED);
  }

  @Test
  void shouldSampleTheSectionsThatTheGateNames() {
    // Given 1,000 items of which three are in a section that the gate names
    List<ScoringItem> items = new ArrayList<>(items(1000, i -> "e" + i));
    for (int i = 0; i < 3; i++) {
      items.add(item("rare" + i, "r" + i, "rare"));
    }
    Gate gate =
        new Gate(
            List.of(
                new Criterion(
                    CriterionType.PASS_RATE, 0.5, null, null, "rare", Severity.ERROR, null)),
            false,
            false);

    // When
    List<ScoringTask.Unit> cases = NullCases.of(ID, items, gate, 40, 7).get(NullAnswer.EMPTY);

    // Then
    assertThat(cases).hasSizeBetween(40, 43);
    assertThat(cases).filteredOn(c -> "rare".equals(c.item().section())).hasSize(3);
    assertThat(NullCases.of(ID, items, gate, 40, 7).get(NullAnswer.EMPTY)).isEqualTo(cases);
  }

  @Property(tries = 200)
  void shouldNeverGiveAnItemItsOwnExpectedValueUnlessValuesCoincide(
      @ForAll @IntRange(min = 2, max = 40) int size, @ForAll long seed) {
    // Given items that all expect something else
    Gate gate = gate(CriterionType.PASS_RATE, 0.5, false);

    // When
    List<ScoringTask.Unit> cases =
        NullCases.of(ID, items(size, i -> "e" + i), gate, 100, seed).get(NullAnswer.SHUFFLED);

    // Then everybody got somebody else's
    assertThat(cases)
        .hasSize(size)
        .allSatisfy(c -> assertThat(c.answer().output()).isNotEqualTo(c.item().expected()));
    assertThat(cases.stream().map(c -> c.answer().output()).distinct()).hasSize(size);
  }

  @Test
  void shouldEchoTheLastMessageOfAConversation() throws Exception {
    // Given chat messages as input
    JsonNode chat =
        Json.mapper().readTree("[{\"role\":\"system\",\"content\":\"s\"},{\"content\":\"hello\"}]");
    ScoringItem item =
        new ScoringItem("i", chat, TextNode.valueOf("x"), null, null, null, null, null, null);

    // When
    List<ScoringTask.Unit> cases =
        NullCases.of(ID, List.of(item), gate(CriterionType.PASS_RATE, 0.5, false), 5, 1)
            .get(NullAnswer.ECHO);

    // Then
    assertThat(cases.get(0).answer().output().asText()).isEqualTo("hello");
  }

  @Test
  void shouldNotTakeMissingScoresForAPass() {
    // Given that nothing came back
    Gate gate = gate(CriterionType.PASS_RATE, 0.5, false);
    ScorerSpec scorer = new ScorerSpec("exact_match", "exact_match", 1.0, null);

    // When
    NullProof test =
        NullProof.of(
            gate, List.of(scorer), NullCases.of(ID, items(5, i -> "e" + i), gate, 5, 1), Map.of());

    // Then
    assertThat(test.vacuous()).isFalse();
    assertThat(test.best().get(0).observed()).isNull();
  }

  @Test
  void shouldSurviveAJourneyThroughJson() throws Exception {
    ScorerSpec scorer = new ScorerSpec("exact_match", "exact_match", 1.0, null);
    NullProof test =
        test(gate(CriterionType.PASS_RATE, 0.5, false), scorer, items(9, i -> "e" + i));

    String json = Json.mapper().writeValueAsString(test);

    assertThat(Json.mapper().readValue(json, NullProof.class)).isEqualTo(test);
    assertThat(Json.mapper().readTree(json).has("warning")).isFalse();
  }

  private static Gate gate(CriterionType type, double min, boolean allowVacuous) {
    Criterion criterion = new Criterion(type, min, null, null, null, Severity.ERROR, null);
    return new Gate(List.of(criterion), false, allowVacuous);
  }

  private static NullProof test(Gate gate, ScorerSpec scorer, List<ScoringItem> items) {
    Map<NullAnswer, List<ScoringTask.Unit>> cases = NullCases.of(ID, items, gate, 50, 3);
    Map<NullAnswer, ScoreReport> reports = new EnumMap<>(NullAnswer.class);
    cases.forEach((answer, units) -> reports.put(answer, exactMatch(scorer, units)));
    return NullProof.of(gate, List.of(scorer), cases, reports);
  }

  private static ScoreReport exactMatch(ScorerSpec scorer, List<ScoringTask.Unit> cases) {
    return new ScoreReport(
        cases.stream()
            .map(
                c ->
                    new ScoreReport.Unit(
                        c.unit(),
                        List.of(score(scorer, c.answer().output().equals(c.item().expected())))))
            .toList());
  }

  private static Score score(ScorerSpec scorer, boolean matches) {
    double score = matches ? 1 : 0;
    return new Score(
        scorer.key(),
        scorer.id(),
        1,
        ScoreStatus.SUCCESS,
        score,
        UnitOutcome.passes(score, scorer.threshold()),
        null,
        null,
        null);
  }

  private static RunSummary wrong(ScorerSpec scorer) {
    return all(scorer, 0);
  }

  private static RunSummary right(ScorerSpec scorer) {
    return all(scorer, 1);
  }

  private static RunSummary all(ScorerSpec scorer, double score) {
    List<ScoredUnit> units =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new ScoredUnit(
                        i,
                        null,
                        null,
                        UnitStatus.PASSED,
                        false,
                        null,
                        null,
                        List.of(TestScores.success(scorer.key(), score, scorer.threshold()))))
            .toList();
    return Summaries.of(List.of(scorer), MemoryTotals.of(List.of(scorer), 1, units));
  }

  private static List<ScoringItem> items(int count, IntFunction<String> expected) {
    return IntStream.range(0, count).mapToObj(i -> item("i" + i, expected.apply(i), null)).toList();
  }

  private static ScoringItem item(String id, String expected, String section) {
    return new ScoringItem(
        id,
        TextNode.valueOf("question of " + id),
        TextNode.valueOf(expected),
        null,
        null,
        null,
        null,
        section,
        null);
  }
}
