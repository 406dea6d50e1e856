package dev.assay.scoring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.engine.apart.Apart;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringEngineTest {
  private record Fixed(Measurement measurement) implements Scorer {
    @Override
    public ScorerDescriptor descriptor() {
      return DescriptorBuilder.scorer("fixed", "Fixed").version(7).build();
    }

    @Override
    public Measurement prepare(Params params) {
      return measurement;
    }
  }

  private static Score score(Measurement measurement, Double threshold) {
    ScorerRegistry registry = new ScorerRegistry(List.of(new Fixed(measurement)));
    ScoringEngine engine = new ScoringEngine(registry, ScoreObserver.NONE);
    ScorerSpec spec = new ScorerSpec("fixed", "mine", threshold, null);
    return engine
        .score(List.of(spec), Scoring.item(null), Scoring.answer(TextNode.valueOf("secret")))
        .get(0);
  }

  private static double deep(double n) {
    return n < 0 ? n : deep(n + 1) + 1;
  }

  @Test
  void shouldPassAtTheThresholdItself() {
    // When
    Score score = score(input -> Outcome.of(0.8), 0.8);
    // Then
    assertThat(score.passed()).isTrue();
    assertThat(score.key()).isEqualTo("mine");
    assertThat(score.version()).isEqualTo(7);
  }

  @Test
  void shouldFailBelowTheThreshold() {
    assertThat(score(input -> Outcome.of(0.79), 0.8).passed()).isFalse();
  }

  @Test
  void shouldNeitherPassNorFailWithoutAThreshold() {
    assertThat(score(input -> Outcome.of(0), null).passed()).isNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldNotTakeWhatIsNoNumberForAScore(double value) {
    // When
    Score score = score(input -> Outcome.of(value), 0.0);
    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(score.score()).isNull();
    assertThat(score.passed()).isFalse();
    assertThat(score.error().code()).isEqualTo(ErrorCode.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.0000001, 7})
  void shouldNotClampWhatIsOutOfRange(double value) {
    assertThat(score(input -> Outcome.of(value), null).error().code())
        .isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  @Test
  void shouldSayThatASkippedScorerNeitherPassedNorFailed() {
    // When
    Score score = score(input -> new Outcome.Skipped("does not apply"), 0.5);
    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(score.passed()).isNull();
    assertThat(score.reason()).isEqualTo("does not apply");
  }

  @Test
  void shouldTurnAFaultIntoAnErrorWithoutRepeatingTheAnswer() {
    // When
    Score score =
        score(
            input -> {
              throw new IllegalStateException("broke on " + input.outputText());
            },
            0.5);
    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(score.error().code()).isEqualTo(ErrorCode.SCORER_FAILED);
    assertThat(score.error().message()).doesNotContain("secret");
    assertThat(score.passed()).isFalse();
  }

  @Test
  void shouldSurviveAScorerThatRecursesTooDeep() {
    // Given
    Measurement endless = input -> Outcome.of(deep(1));
    // When / Then
    assertThat(score(endless, null).error().code()).isEqualTo(ErrorCode.SCORER_FAILED);
  }

  @Test
  void shouldNameAnUnknownScorer() {
    // When
    Score score =
        Scoring.score(
            new ScorerSpec("nope", null, 0.5, null), Scoring.item(null), Scoring.answer(null));
    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(score.error().code()).isEqualTo(ErrorCode.UNKNOWN_SCORER);
    assertThat(score.key()).isEqualTo("nope");
  }

  @Test
  void shouldRefuseAnUnknownParameterByName() {
    // When
    Score score = Scoring.texts("levenshtein", "{\"treshold\": 1}", "a", "b");
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.BAD_PARAMS);
    assertThat(score.error().message()).contains("treshold");
  }

  @Test
  void shouldRefuseParametersThatAreNoObject() {
    assertThat(Scoring.texts("levenshtein", "[1]", "a", "b").error().code())
        .isEqualTo(ErrorCode.BAD_PARAMS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void shouldRefuseAThresholdOutOfRange(double threshold) {
    assertThat(score(input -> Outcome.of(1), threshold).error().code())
        .isEqualTo(ErrorCode.BAD_THRESHOLD);
  }

  @Test
  void shouldKeepTheOrderOfUnitsAndScorersAndTellTheObserver() {
    // Given
    List<Score> observed = new ArrayList<>();
    ScoringEngine engine =
        new ScoringEngine(BuiltInScorers.registry(), (score, nanos) -> observed.add(score));
    UUID run = Ids.next();
    List<ScoringTask.Unit> units =
        List.of(
            new ScoringTask.Unit(
                new UnitRef(run, 9, 1),
                Scoring.item(TextNode.valueOf("a")),
                Scoring.answer(TextNode.valueOf("a"))),
            new ScoringTask.Unit(new UnitRef(run, 2, 1), null, null));
    List<ScorerSpec> scorers =
        List.of(
            new ScorerSpec("levenshtein", null, null, null),
            new ScorerSpec("contains", "has", null, null));
    // When
    ScoreReport report = engine.score(scorers, units);
    // Then
    assertThat(report.units()).extracting(unit -> unit.unit().n()).containsExactly(9, 2);
    assertThat(report.units().get(0).scores())
        .extracting(Score::key)
        .containsExactly("levenshtein", "has");
    assertThat(report.units().get(1).scores())
        .extracting(score -> score.error().code())
        .containsOnly(ErrorCode.EXPECTED_MISSING);
    assertThat(observed).hasSize(4);
  }

  @Test
  void shouldKeepABoundedNumberOfCompiledParameters() {
    // Given
    PreparedScorers prepared =
        new PreparedScorers(BuiltInScorers.registry(), new Apart(2, Apart.USUAL), 10);
    // When
    for (int i = 0; i < 100; i++) {
      var params = Scoring.json("{\"pattern\": \"a{" + i + "}\"}");
      PreparedScorer first = prepared.get(new ScorerSpec("regex", null, null, params));
      assertThat(prepared.get(new ScorerSpec("regex", "other", 0.5, params.deepCopy())))
          .isSameAs(first);
    }
    // Then
    assertThat(prepared.size()).isEqualTo(10);
  }

  @Test
  void shouldRefuseTwoScorersWithOneId() {
    Scorer scorer = new Fixed(input -> Outcome.of(1));
    assertThatThrownBy(() -> new ScorerRegistry(List.of(scorer, scorer)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
