package dev.assay.scoring.spans;

import static dev.assay.scoring.judge.ScriptedJudge.answer;
import static dev.assay.scoring.judge.ScriptedJudge.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.judge.ScriptedJudge;
import dev.assay.scoring.scorer.UnansweredException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Judges of retrieved passages, applied to retrievers. */
class JudgedSpansTest {
  private static final String RETRIEVERS =
      """
      {"span_id": "r1", "kind": "retriever", "name": "docs", "input": "return period",
       "documents": [{"id": "d1", "score": 0.9, "content": "Returns within 30 days."},
                     {"id": "d2", "content": "Shipping is free."}]},
      {"span_id": "r2", "kind": "retriever", "name": "faq",
       "documents": [{"id": "f1", "content": "We open at nine."}], "expected": "Opening hours."},
      {"span_id": "r3", "kind": "retriever", "name": "faq", "input": "nothing found"}
      """;

  private static ScoringItem item(String spans) {
    return new ScoringItem(
        "1",
        TextNode.valueOf("May I return it?"),
        TextNode.valueOf("Yes, within 30 days."),
        null,
        null,
        null,
        null,
        null,
        json("{\"spans\": {\"spans\": [" + spans + "]}}"));
  }

  private static ScorerSpec scorer(String id, String more) {
    return new ScorerSpec(
        id, null, null, json("{\"spans\": {\"kind\": \"retriever\"}" + more + "}"));
  }

  private static TextNode precise(int verdict) {
    return TextNode.valueOf(
        "{\"reason\": \"verdict %d\", \"verdict\": %d}".formatted(verdict, verdict));
  }

  @Test
  void shouldJudgeTheDocumentsOfEachRetriever() {
    // Given
    ScriptedJudge judge = ScriptedJudge.replying(precise(1), precise(0));

    // When
    Score score =
        judge.score(scorer("context_precision", ""), item(RETRIEVERS), answer("30 days."));

    // Then
    assertThat(score.score()).isEqualTo(0.5);
    assertThat(score.judging().questions()).isEqualTo(2);
    assertThat(judge.asked()).extracting(UnansweredException::name).containsExactly("r1", "r2");
    String first = judge.conversations().get(0).toString();
    assertThat(first)
        .contains("return period")
        .contains("Returns within 30 days.")
        .contains("Shipping is free.")
        .contains("Yes, within 30 days.")
        .doesNotContain("We open at nine.");
    // Without a query of its own it was for what the item asks; what people corrected of the span
    // stands before what is right of the item.
    String second = judge.conversations().get(1).toString();
    assertThat(second)
        .contains("May I return it?")
        .contains("Opening hours.")
        .doesNotContain("Yes, within 30 days.");
    assertThat(score.metadata().get("spans").get(0).get("reason").asText()).isEqualTo("verdict 1");
    assertThat(score.metadata().get("spans").get(2).get("status").asText()).isEqualTo("skipped");
    assertThat(score.metadata().get("spans").get(2).get("reason").asText())
        .isEqualTo(
            "The span has no documents with a text: none were found, or they were not recorded.");
    assertThat(score.metadata().get("replies")).hasSize(2);
  }

  @Test
  void shouldJudgeWhatTheAnswerMakesOfThem() {
    // Given
    ScriptedJudge judge =
        ScriptedJudge.saying(
            "{\"reasoning\": \"first\", \"used\": [1]}", "{\"reasoning\": \"none\", \"used\": []}");

    // When
    Score score = judge.score(scorer("chunk_usage", ""), item(RETRIEVERS), answer("30 days."));

    // Then
    assertThat(score.score()).isEqualTo(0.25);
    assertThat(judge.conversations().get(0).toString()).contains("30 days.");
  }

  @Test
  void shouldKeepWhatOthersComeToWhenTheJudgeCannotBeReadOfOne() {
    // Given
    ScriptedJudge judge =
        ScriptedJudge.replying(TextNode.valueOf("no"), TextNode.valueOf("no"), precise(1));

    // When
    Score score =
        judge.score(scorer("context_precision", ""), item(RETRIEVERS), answer("30 days."));

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(score.error().code()).isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
    assertThat(judge.asked())
        .extracting(UnansweredException::name)
        .containsExactly("r1", "r1#repair", "r2");
    assertThat(score.metadata().get("spans").get(0).has("score")).isFalse();
    assertThat(score.metadata().get("spans").get(1).get("score").asDouble()).isEqualTo(1);
  }

  @Test
  void shouldAskNoMoreThanSoManyQuestionsAboutAnItem() {
    // Given
    String many =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    ("{\"span_id\": \"r%d\", \"kind\": \"retriever\", \"name\": \"docs\","
                            + " \"documents\": [{\"content\": \"text\"}]}")
                        .formatted(i))
            .collect(Collectors.joining(","));
    ScriptedJudge judge = ScriptedJudge.of((question, messages) -> precise(1));

    // When
    Score score =
        judge.score(scorer("context_precision", ", \"votes\": 9"), item(many), answer("x"));

    // Then
    assertThat(score.score()).isEqualTo(1);
    assertThat(judge.asked())
        .hasSize(108); // twelve spans of nine votes: a span is asked to its end
    assertThat(score.metadata().get("spans").get(12).get("reason").asText())
        .startsWith("Not measured: the judge was asked 100 questions");
  }

  @Test
  void shouldNameTheVotesOfEachSpan() {
    // Given
    ScriptedJudge judge = ScriptedJudge.of((question, messages) -> precise(1));

    // When
    Score score =
        judge.score(scorer("context_precision", ", \"votes\": 2"), item(RETRIEVERS), answer("x"));

    // Then
    assertThat(score.score()).isEqualTo(1);
    assertThat(judge.asked())
        .extracting(UnansweredException::name)
        .containsExactly("r1#vote1", "r1#vote2", "r2#vote1", "r2#vote2");
  }
}
