package dev.assay.run.verdict.comparison.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.verdict.comparison.shared.Unshared.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two sides share of their scorers. */
class SharedScorersTest {
  private static final String EXACT = "{'id':'exact_match','key':'right','threshold':1}";

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Map<String, ScoredBy> run(String scorers, String judges, String version) {
    return ScoredBy.of(json("[" + scorers + "]"), json(judges), Map.of("right", version));
  }

  private static Map<String, ScoredBy> run(String scorers) {
    return run(scorers, "{}", "1");
  }

  private static SharedScorers shared(Map<String, ScoredBy> one, Map<String, ScoredBy> other) {
    return SharedScorers.of(List.of(one), List.of(other));
  }

  @Test
  void shouldShareWhatIsTheSame() {
    // Given the same scorer, once with no parameters and once with an empty object of them
    SharedScorers shared =
        shared(run(EXACT), run("{'id':'exact_match','key':'right','threshold':1,'params':{}}"));

    // Then
    assertThat(shared.scores()).containsExactly("right");
    assertThat(shared.passes()).containsExactly("right");
    assertThat(shared.whole()).isTrue();
    assertThat(shared.unshared()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'id':'contains','key':'right','threshold':1}                           | 1 | SCORER
          {'id':'exact_match','key':'right','threshold':1,'params':{'trim':true}} | 1 | PARAMS
          {'id':'exact_match','key':'right','threshold':1}                        | 2 | VERSION
          {'id':'exact_match','key':'right','threshold':1}                        | 1..2 | VERSION
          """)
  void shouldNotShareAnotherScorerOfTheSameKey(String scorer, String version, Reason reason) {
    // When
    SharedScorers shared = shared(run(EXACT), run(scorer, "{}", version));

    // Then
    assertThat(shared.scores()).isEmpty();
    assertThat(shared.whole()).isFalse();
    assertThat(shared.unshared()).extracting(Unshared::reason).containsExactly(reason);
    assertThat(shared.unshared().get(0).message()).startsWith("right ");
  }

  @Test
  void shouldShareScoresAndNotPassesWithAnotherThreshold() {
    SharedScorers shared =
        shared(run(EXACT), run("{'id':'exact_match','key':'right','threshold':0.5}"));
    assertThat(shared.scores()).containsExactly("right");
    assertThat(shared.passes()).isEmpty();
    assertThat(shared.whole()).isFalse();
    assertThat(shared.unshared()).extracting(Unshared::reason).containsExactly(Reason.THRESHOLD);
  }

  @Test
  void shouldLetItemsCountWhereOnlyWhatDecidesNothingDiffers() {
    // Given one more scorer without a threshold
    SharedScorers shared = shared(run(EXACT), run(EXACT + ",{'id':'levenshtein','key':'near'}"));
    assertThat(shared.whole()).isTrue();
    assertThat(shared.unshared()).extracting(Unshared::reason).containsExactly(Reason.ONLY_OTHER);

    // and one with a threshold
    SharedScorers deciding =
        shared(run(EXACT + ",{'id':'levenshtein','key':'near','threshold':0.5}"), run(EXACT));
    assertThat(deciding.whole()).isFalse();
    assertThat(deciding.passes()).containsExactly("right");
    assertThat(deciding.unshared())
        .extracting(Unshared::reason)
        .containsExactly(Reason.ONLY_BASELINE);
  }

  @Test
  void shouldTellJudgesApart() {
    String judged = "{'id':'factuality','key':'right'}";
    Map<String, ScoredBy> small = run(judged, "{'right':{'provider':'p','model':'small'}}", "1");
    Map<String, ScoredBy> slower =
        run(judged, "{'right':{'provider':'p','model':'small','concurrency':2}}", "1");
    Map<String, ScoredBy> large = run(judged, "{'right':{'provider':'p','model':'large'}}", "1");
    assertThat(shared(small, slower).scores()).containsExactly("right");
    assertThat(shared(small, large).unshared())
        .extracting(Unshared::reason)
        .containsExactly(Reason.JUDGE);
  }

  @Test
  void shouldNotShareWhatCombinesOtherScores() {
    String both = "{'id':'weighted','key':'both','threshold':0.5,'params':{'weights':{'right':1}}}";
    SharedScorers shared =
        shared(
            run("{'id':'exact_match','key':'right'}," + both),
            run("{'id':'exact_match','key':'right','params':{'trim':true}}," + both));
    assertThat(shared.scores()).isEmpty();
    assertThat(shared.unshared())
        .extracting(Unshared::reason)
        .containsExactly(Reason.COMBINES, Reason.PARAMS);
  }

  @Test
  void shouldTakeRunsOfAnAliasTogetherOnlyWhenTheyAreScoredAlike() {
    // Given two runs of a side, in one of which nothing could be scored
    List<Map<String, ScoredBy>> alike =
        List.of(ScoredBy.of(json("[" + EXACT + "]"), null, Map.of()), run(EXACT));
    assertThat(SharedScorers.of(alike, List.of(run(EXACT))).whole()).isTrue();

    // and two that were scored by other versions
    List<Map<String, ScoredBy>> unlike = List.of(run(EXACT), run(EXACT, "{}", "2"));
    assertThat(SharedScorers.of(unlike, List.of(run(EXACT))).unshared())
        .extracting(Unshared::reason)
        .containsExactly(Reason.RUNS);
  }
}
