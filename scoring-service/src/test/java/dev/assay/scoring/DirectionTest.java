package dev.assay.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.Usage;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.engine.BuiltInScorers;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every score is better when it is higher, and one that is 0 or 1 can fail. */
class DirectionTest {
  static List<ScorerDescriptor> scorers() {
    return BuiltInScorers.registry().catalogue().scorers();
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void shouldSayOfEveryScoreThatHigherIsBetter(ScorerDescriptor scorer) {
    assertThat(scorer.lowerIsBetter()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void shouldHaveAThresholdWhereAScoreIsNothingButYesOrNo(ScorerDescriptor scorer) {
    boolean yesOrNo = scorer.range().equals("0|1");
    assertThat(scorer.valueType().equals("boolean")).isEqualTo(yesOrNo);
    if (yesOrNo) {
      assertThat(scorer.params().get("x-default-threshold").doubleValue()).isEqualTo(1);
    }
  }

  @Property(tries = 200)
  void shouldScoreLessOfATimeOrCostNoLower(
      @ForAll @LongRange(min = 0, max = 200) long a,
      @ForAll @LongRange(min = 0, max = 200) long b) {
    long less = Math.min(a, b);
    long more = Math.max(a, b);
    for (String limit :
        List.of(
            "latency {\"max_ms\": 100}",
            "latency {\"max_ms\": 100, \"measure\": \"first_token\"}",
            "cost {\"max_cost\": 100}",
            "tokens {\"max_tokens\": 100}")) {
      assertThat(limited(limit, less).score()).isGreaterThanOrEqualTo(limited(limit, more).score());
    }
  }

  @ParameterizedTest
  @CsvSource({"exact_match", "json_diff"})
  void shouldSkipWhatHasNothingToCompareWith(String scorer) {
    Score score =
        Scoring.score(
            new ScorerSpec(scorer, null, 1.0, null), Scoring.item(null), Scoring.answer(null));
    assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(score.reason()).contains("no expected value");
    assertThat(score.passed()).isNull();
  }

  private static Score limited(String limit, long observed) {
    String[] parts = limit.split(" ", 2);
    return Scoring.score(
        new ScorerSpec(parts[0], null, null, Scoring.json(parts[1])),
        null,
        Scoring.measured(new Usage(observed, 0, 0, 0), observed, observed, (double) observed));
  }
}
