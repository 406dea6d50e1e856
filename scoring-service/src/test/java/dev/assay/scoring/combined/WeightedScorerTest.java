package dev.assay.scoring.combined;

import static dev.assay.scoring.Scoring.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScoringEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedScorerTest {
  private static final ScoringEngine ENGINE =
      new ScoringEngine(BuiltInScorers.registry(), ScoreObserver.NONE);
  private static final ScorerSpec EXACT = new ScorerSpec("exact_match", "same", null, null);
  private static final ScorerSpec LIKE = new ScorerSpec("levenshtein", "like", null, null);

  private static ScorerSpec weighted(String weights) {
    return new ScorerSpec("weighted", null, 0.5, json("{\"weights\":" + weights + "}"));
  }

  private static ScoringTask.Unit unit(List<Score> known) {
    return new ScoringTask.Unit(
        null,
        Scoring.item(TextNode.valueOf("abcd")),
        Scoring.answer(TextNode.valueOf("abcx")),
        known);
  }

  private static Score known(String key, ScoreStatus status, Double score) {
    return new Score(key, "llm_judge", 1, status, score, null, null, null, null);
  }

  @Test
  void shouldBeTheWeightedMeanInThePlaceWhereItWasAskedFor() {
    // When
    List<Score> scores =
        ENGINE.scoreWhatIsReady(
            List.of(EXACT, weighted("{\"same\":1,\"like\":3}"), LIKE), unit(null));
    // Then
    assertThat(scores).extracting(Score::key).containsExactly("same", "weighted", "like");
    assertThat(scores.get(1).score()).isCloseTo(3 * 0.75 / 4, within(1e-9));
    assertThat(scores.get(1).passed()).isTrue();
  }

  @Test
  void shouldWaitForScoresThatComeLater() {
    // Given
    List<ScorerSpec> scorers = List.of(EXACT, weighted("{\"same\":1,\"judge\":1}"));
    // Then
    assertThat(ENGINE.scoreWhatIsReady(scorers, unit(null)))
        .extracting(Score::key)
        .containsExactly("same");
    // When
    List<Score> later =
        ENGINE.scoreWhatIsReady(scorers, unit(List.of(known("judge", ScoreStatus.SUCCESS, 0.5))));
    // Then
    assertThat(later.get(1).score()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void shouldLeaveOutWhatWasSkippedAndFailWithWhatFailed() {
    // Given
    List<ScorerSpec> scorers = List.of(EXACT, weighted("{\"same\":1,\"judge\":1}"));
    // Then
    assertThat(
            ENGINE
                .scoreWhatIsReady(scorers, unit(List.of(known("judge", ScoreStatus.SKIPPED, null))))
                .get(1)
                .score())
        .isZero();
    Score failed =
        ENGINE
            .scoreWhatIsReady(scorers, unit(List.of(known("judge", ScoreStatus.ERROR, null))))
            .get(1);
    assertThat(failed.error().code()).isEqualTo(ErrorCode.SCORE_MISSING);
    assertThat(failed.passed()).isFalse();
  }

  @Test
  void shouldSayWhatIsMissingWhereNothingComesLater() {
    // When
    Score alone = Scoring.score(weighted("{\"other\":1}"), Scoring.item(null), unit(null).answer());
    // Then
    assertThat(alone.error().code()).isEqualTo(ErrorCode.SCORE_MISSING);
  }
}
