package dev.assay.scoring.spans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scorers that ask nobody, applied to spans. */
class SpanScoresTest {
  private static final String TOOLS =
      """
      {"span_id": "a1", "depth": 1, "kind": "tool", "name": "run", "tool": "weather",
       "input": {"city": "Rome"}, "output": "rainy", "expected": "rainy", "latency_ms": 40},
      {"span_id": "a2", "depth": 1, "kind": "tool", "name": "run", "tool": "clock",
       "input": {}, "output": "noon", "expected": "nine", "latency_ms": 900},
      {"span_id": "a3", "depth": 1, "kind": "tool", "name": "run", "tool": "weather",
       "failed": true, "error": "no such city"},
      {"span_id": "b1", "depth": 0, "kind": "llm", "name": "chat", "output": "It rains."}
      """;

  private static ScoringItem item(String spans) {
    return with("{\"spans\": {\"trace_id\": \"t\", \"left_out\": 0, \"spans\": [" + spans + "]}}");
  }

  private static ScoringItem with(String extra) {
    return new ScoringItem(
        "1",
        TextNode.valueOf("What is it like?"),
        TextNode.valueOf("the item's own"),
        null,
        null,
        null,
        null,
        null,
        Scoring.json(extra));
  }

  private static Score score(String scorer, String params, Double threshold, ScoringItem item) {
    Answer answer = Scoring.answer(TextNode.valueOf("the item's own"));
    return Scoring.score(
        new ScorerSpec(scorer, null, threshold, Scoring.json(params)), item, answer);
  }

  private static List<String> told(Score score, String name) {
    return StreamSupport.stream(score.metadata().get("spans").spliterator(), false)
        .map(span -> span.path(name).asText())
        .toList();
  }

  @Test
  void shouldScoreEachSpanByWhatWentInAndOutOfIt() {
    // When
    Score score = score("levenshtein", "{\"spans\": {\"kind\": \"tool\"}}", 0.6, item(TOOLS));

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.SUCCESS);
    assertThat(score.score()).isEqualTo(0.625); // 1 and 0.25
    assertThat(score.passed()).isTrue();
    assertThat(score.reason())
        .isEqualTo("The mean over 2 of 3 tool spans; the lowest is clock; 1 were skipped.");
    assertThat(told(score, "span_id")).containsExactly("a1", "a2", "a3");
    assertThat(told(score, "name")).containsExactly("weather", "clock", "weather");
    assertThat(told(score, "status")).containsExactly("success", "success", "skipped");
    assertThat(told(score, "score")).containsExactly("1.0", "0.25", "");
    assertThat(told(score, "reason").get(2)).isEqualTo("The span failed: no such city");
  }

  @Test
  void shouldLookAtThoseOfOneNameOnly() {
    // When
    Score weather =
        score(
            "exact_match",
            "{\"spans\": {\"kind\": \"tool\", \"name\": \"clock\"}}",
            null,
            item(TOOLS));

    // Then
    assertThat(weather.score()).isZero();
    assertThat(told(weather, "span_id")).containsExactly("a2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tool_calls | {\"expected_tool\": \"weather\", \"spans\": {\"kind\": \"tool\"}} | 0.5",
        "latency | {\"max_ms\": 100, \"spans\": {\"kind\": \"tool\"}} | 0.5",
        "contains | {\"value\": \"rain\", \"spans\": {\"kind\": \"tool\"}} | 0.5",
        "expression | {\"expression\": \"item.extra.span.tool == 'clock'\", \"spans\": {\"kind\": \"tool\"}} | 0.5",
        "contains | {\"value\": \"rain\", \"spans\": {\"kind\": \"llm\"}} | 1.0"
      })
  void shouldTakeToolTimeAndOutputFromTheSpan(String scorer, String params, double mean) {
    assertThat(score(scorer, params, null, item(TOOLS)).score()).isEqualTo(mean);
  }

  @Test
  void shouldHaveNoScoreWhereOneOfThemCouldNotBeMeasured() {
    // Given
    String spans =
        """
        {"span_id": "a1", "kind": "tool", "name": "x", "output": "same", "expected": "same"},
        {"span_id": "a2", "kind": "tool", "name": "y", "output": "same"}
        """;

    // When
    Score score = score("levenshtein", "{\"spans\": {\"kind\": \"tool\"}}", 0.5, item(spans));

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(score.score()).isNull();
    assertThat(score.passed()).isFalse();
    assertThat(score.error().code()).isEqualTo(ErrorCode.EXPECTED_MISSING);
    assertThat(score.error().message()).startsWith("1 of 2 tool spans could not be measured; y:");
    assertThat(told(score, "status")).containsExactly("success", "error");
    assertThat(told(score, "score")).containsExactly("1.0", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | The item has no spans; they are kept with the items of a run over traffic that is"
            + " launched with a scorer of spans.",
        "{\"spans\": {\"note\": \"No spans of its trace are stored.\"}} | No spans of its trace are"
            + " stored.",
        "{\"spans\": {\"spans\": []}} | The item has no tool spans.",
        "{\"spans\": {\"spans\": [], \"left_out\": 7}} | The item has no tool spans. The item has 7"
            + " more spans that were not kept.",
        "{\"spans\": \"something of the user's\"} | The item has no tool spans.",
        "{\"spans\": {\"spans\": [{\"kind\": \"tool\", \"withheld\": \"too_large\"}]}} | None of 1"
            + " tool spans could be measured; the first: Its content was not kept: the spans of an"
            + " item may have 512 KB together.",
        "{\"spans\": {\"spans\": [{\"kind\": \"tool\"}]}} | None of 1 tool spans could be measured;"
            + " the first: The span has no output: it was not recorded."
      })
  void shouldSayWhyThereIsNothingToScore(String extra, String reason) {
    // When
    Score score = score("exact_match", "{\"spans\": {\"kind\": \"tool\"}}", 0.5, with(extra));

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(score.score()).isNull();
    assertThat(score.passed()).isNull();
    assertThat(score.reason()).isEqualTo(reason);
  }

  @Test
  void shouldMeasureNoMoreThanFiftyAndSayOfTheOthersThatItDidNot() {
    // Given
    String many =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "{\"span_id\": \"s%d\", \"kind\": \"tool\", \"name\": \"t\", \"output\": \"%s\"}"
                        .formatted(i, i < 50 ? "yes" : "no"))
            .collect(Collectors.joining(","));

    // When
    Score score =
        score("contains", "{\"value\": \"yes\", \"spans\": {\"kind\": \"tool\"}}", 1.0, item(many));

    // Then
    assertThat(score.score()).isEqualTo(1);
    assertThat(told(score, "status").subList(50, 60)).containsOnly("skipped");
    assertThat(score.reason())
        .isEqualTo("The mean over 50 of 60 tool spans; the lowest is t; 10 were skipped.");
  }

  @Test
  void shouldTellTheSpansOfAToolsAgentsAndModelsApart() {
    // Given
    String spans =
        """
        {"span_id": "m", "kind": "llm", "name": "chat", "tokens": {"input": 90, "output": 9},
         "output": {"role": "assistant", "content": null,
           "tool_calls": [{"id": "c", "name": "weather", "arguments": {"city": "Rome"}}]}}
        """;

    // Then
    assertThat(
            score(
                    "tool_calls",
                    "{\"expected_tool\": \"weather\", \"spans\": {\"kind\": \"llm\"}}",
                    null,
                    item(spans))
                .score())
        .isEqualTo(1);
    assertThat(
            score(
                    "tokens",
                    "{\"max_tokens\": 98, \"spans\": {\"kind\": \"llm\"}}",
                    null,
                    item(spans))
                .score())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spans\": \"tool\"}",
        "{\"spans\": {}}",
        "{\"spans\": {\"kind\": \"TOOL\"}}",
        "{\"spans\": {\"kind\": \"tool\", \"name\": \"\"}}",
        "{\"spans\": {\"kind\": \"tool\", \"which\": 1}}"
      })
  void shouldRefuseAChoiceThatSaysNothing(String params) {
    assertThat(score("exact_match", params, null, item(TOOLS)).error().code())
        .isEqualTo(ErrorCode.BAD_PARAMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"field_accuracy", "weighted", "pairwise", "divergence"})
  void shouldRefuseItWhereTheItemIsMeantAsAWhole(String scorer) {
    Score score =
        score(
            scorer,
            "{\"spans\": {\"kind\": \"tool\"}, \"weights\": {\"a\": 1}}",
            null,
            item(TOOLS));
    assertThat(score.error().code()).isEqualTo(ErrorCode.BAD_PARAMS);
  }

  @Test
  void shouldSendToAJudgeOnlyTheSpansThatItLooksAt() {
    // Given
    ScoringItem item = item(TOOLS);
    JsonNode params = Scoring.json("{\"spans\": {\"kind\": \"llm\"}}");

    // When
    ScoringItem ofSpans = ItemSpans.forJudge(new ScorerSpec("llm_judge", "j", null, params), item);
    ScoringItem ofItem = ItemSpans.forJudge(new ScorerSpec("llm_judge", "j", null, null), item);
    ScoringItem ofAll = ItemSpans.forJudge(new ScorerSpec("custom", "j", null, null), item);

    // Then
    assertThat(SpanChoice.spans(ofSpans.extra())).hasSize(1);
    assertThat(ofSpans.extra().get("spans").get("trace_id").asText()).isEqualTo("t");
    assertThat(ofItem.extra().has("spans")).isFalse();
    assertThat(SpanChoice.spans(ofAll.extra())).hasSize(4);
    assertThat(SpanChoice.spans(item.extra())).hasSize(4);
  }

  private static final String FOUND =
      """
      {"span_id": "r1", "kind": "retriever", "name": "docs", "input": "q",
       "documents": [{"id": "d1", "content": "x"}, {"id": "d2"}, {"id": "d3"}]},
      {"span_id": "r2", "kind": "retriever", "name": "faq", "documents": [],
       "expected": ["f1", "f2"]},
      {"span_id": "r3", "kind": "retriever", "name": "faq", "documents": [{"id": "f2"}],
       "expected": {"documents": [{"id": "f1"}, {"id": "f2"}]}},
      {"span_id": "r4", "kind": "retriever", "name": "docs", "output": "not recorded"},
      {"span_id": "r5", "kind": "retriever", "name": "docs", "documents": [{"content": "no id"}]}
      """;

  private static ScoringItem retrieving(String more) {
    return with("{" + more + "\"spans\": {\"spans\": [" + FOUND + "]}}");
  }

  @Test
  void shouldHoldDocumentsOfRetrieversAgainstThoseThatShouldBeFound() {
    // Given an item that says which, and two retrievers of which people said it
    ScoringItem item =
        retrieving("\"metadata\": {\"expected_documents\": [\"d1\", \"d3\", \"d9\"]}, ");

    // When
    Score precision =
        score("precision_at_k", "{\"k\": 2, \"spans\": {\"kind\": \"retriever\"}}", null, item);
    Score recall = score("recall_at_k", "{\"spans\": {\"kind\": \"retriever\"}}", null, item);

    // Then
    assertThat(told(precision, "score")).containsExactly("0.5", "0.0", "0.5", "", "");
    assertThat(told(precision, "status"))
        .containsExactly("success", "success", "success", "skipped", "skipped");
    assertThat(told(precision, "reason").subList(3, 5))
        .containsExactly(
            "The span has no documents: they were not recorded.",
            "Found document 1 has no id to know it by.");
    assertThat(precision.score()).isEqualTo(1.0 / 3);
    assertThat(told(recall, "score").subList(1, 3)).containsExactly("0.0", "0.5");
    assertThat(recall.score()).isEqualTo((2.0 / 3 + 0.5) / 3);
  }

  @Test
  void shouldTakeNoAnswerForDocuments() {
    // Given an item of which nobody said what should be found
    Score score =
        score(
            "recall_at_k",
            "{\"spans\": {\"kind\": \"retriever\", \"name\": \"docs\"}}",
            null,
            retrieving(""));

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(score.score()).isNull();
    assertThat(told(score, "reason").get(0)).startsWith("Nobody has said which documents");
  }
}
