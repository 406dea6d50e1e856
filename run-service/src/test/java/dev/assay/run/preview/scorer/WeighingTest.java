package dev.assay.run.preview.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WeighingTest {
  private static final UUID RUN = new UUID(0, 1);
  private static final ScorerSpec SPEC = new ScorerSpec("expression", "mine", 0.5, null);

  private static Score score(String key, ScoreStatus status, Double score, Boolean passed) {
    return score(key, status, score, passed, null);
  }

  private static Score score(
      String key, ScoreStatus status, Double score, Boolean passed, Score.Judging judging) {
    Failure error =
        status == ScoreStatus.ERROR ? new Failure(ErrorCode.EXPRESSION_FAILED, "It failed.") : null;
    return new Score(key, "expression", 1, status, score, passed, null, null, error, judging);
  }

  private static Score fresh(double score) {
    return score("mine", ScoreStatus.SUCCESS, score, score >= 0.5);
  }

  private static Weighing.Tried tried(
      int position, int repeat, UnitStatus status, Score fresh, Score... before) {
    ScoringItem item =
        new ScoringItem("i" + position, null, null, null, null, null, null, "a", null);
    return new Weighing.Tried(
        new StoredAnswer(
            position,
            repeat,
            status,
            10,
            new ScoringTask.Unit(new UnitRef(RUN, position, 1), item, null),
            List.of(before)),
        fresh);
  }

  private static TryoutResult of(String replaces, Weighing.Tried... tried) {
    return Weighing.of(RUN, SPEC, replaces, List.of(tried), List.of());
  }

  @Test
  void shouldCountAnErrorAsNotPassedAndPutItLast() {
    // When
    TryoutResult result =
        of(
            null,
            tried(1, 0, UnitStatus.PASSED, score("mine", ScoreStatus.ERROR, null, Boolean.FALSE)),
            tried(2, 0, UnitStatus.PASSED, score("mine", ScoreStatus.SKIPPED, null, null)),
            tried(3, 0, UnitStatus.PASSED, fresh(0.9)),
            tried(4, 0, UnitStatus.PASSED, fresh(0.2)));

    // Then
    assertThat(result.summary().scored()).isEqualTo(2);
    assertThat(result.summary().errors()).isEqualTo(1);
    assertThat(result.summary().skipped()).isEqualTo(1);
    assertThat(result.summary().mean()).isEqualTo(0.55);
    assertThat(result.summary().passRate()).isEqualTo(1.0 / 3);
    assertThat(result.items()).extracting(TryoutResult.Item::position).containsExactly(4, 3, 1, 2);
    assertThat(result.flips())
        .extracting(TryoutResult.Flip::to)
        .containsExactly(UnitStatus.ERROR, UnitStatus.SKIPPED, UnitStatus.FAILED);
  }

  @Test
  void shouldLetTheOthersDecideWhatTheyDecided() {
    // Given an item that another scorer fails already
    Score other = score("other", ScoreStatus.SUCCESS, 0.0, false);
    Score mine = score("mine", ScoreStatus.SUCCESS, 0.0, false);

    // When / Then
    assertThat(of(null, tried(1, 0, UnitStatus.FAILED, fresh(1), other)).flips()).isEmpty();
    assertThat(of("mine", tried(1, 0, UnitStatus.FAILED, fresh(1), other, mine)).flips()).isEmpty();
    assertThat(of("mine", tried(1, 0, UnitStatus.FAILED, fresh(1), mine)).flips())
        .containsExactly(new TryoutResult.Flip("i1", 1, 0, UnitStatus.FAILED, UnitStatus.PASSED));
  }

  @Test
  void shouldNotBeSurerForAskingTheSameAgain() {
    // When four items, and the same four with each answer three times over
    Weighing.Tried[] once = new Weighing.Tried[4];
    Weighing.Tried[] thrice = new Weighing.Tried[12];
    for (int i = 0; i < 12; i++) {
      int position = 1 + i % 4;
      thrice[i] = tried(position, i / 4, UnitStatus.PASSED, fresh(position <= 2 ? 1 : 0));
      if (i < 4) {
        once[i] = thrice[i];
      }
    }

    // Then
    TryoutResult.Summary few = of(null, once).summary();
    TryoutResult.Summary many = of(null, thrice).summary();
    assertThat(many.passRate()).isEqualTo(few.passRate()).isEqualTo(0.5);
    assertThat(many.passRateInterval().method()).isEqualTo("wilson_clustered");
    assertThat(many.meanInterval().method()).isEqualTo("t_clustered_bounded");
    assertThat(many.meanInterval().upper() - many.meanInterval().lower())
        .isGreaterThanOrEqualTo(few.meanInterval().upper() - few.meanInterval().lower() - 1e-9);
  }

  @Test
  void shouldKnowNoCostWhenOneOfThemIsNotKnown() {
    // Given
    Score paid =
        score(
            "mine",
            ScoreStatus.SUCCESS,
            1.0,
            true,
            new Score.Judging("p", 1, null, 0.25, List.of()));
    Score unknown =
        score(
            "mine",
            ScoreStatus.SUCCESS,
            1.0,
            true,
            new Score.Judging("p", 1, null, null, List.of()));

    // When / Then
    assertThat(of(null).cost()).isZero();
    assertThat(
            of(null, tried(1, 0, UnitStatus.PASSED, paid), tried(2, 0, UnitStatus.PASSED, paid))
                .cost())
        .isEqualTo(0.5);
    assertThat(
            of(null, tried(1, 0, UnitStatus.PASSED, paid), tried(2, 0, UnitStatus.PASSED, unknown))
                .cost())
        .isNull();
  }

  @Test
  void shouldFindTheScorerWhosePlaceIsTaken() throws Exception {
    // Given
    JsonNode scorers =
        Json.mapper()
            .readTree(
                """
                [{"id":"expression","key":"a","custom":"tone@1"},{"id":"regex","key":"b"},
                 {"id":"expression","key":"c","custom":"tone-of-voice@2"}]
                """);

    // When / Then
    assertThat(Tryout.replaces(scorers, "b")).isEqualTo("b");
    assertThat(Tryout.replaces(scorers, "tone")).isEqualTo("a");
    assertThat(Tryout.replaces(scorers, "tone-of-voice")).isEqualTo("c");
    assertThat(Tryout.replaces(scorers, "other")).isNull();
    assertThat(Tryout.replaces(scorers, null)).isNull();
  }
}
