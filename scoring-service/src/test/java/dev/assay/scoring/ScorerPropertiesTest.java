package dev.assay.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.Usage;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.engine.BuiltInScorers;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every registered scorer, whatever the JSON. */
class ScorerPropertiesTest {
  private static final List<String> IDS =
      BuiltInScorers.registry().catalogue().scorers().stream().map(d -> d.id()).toList();

  /** Scorers that do not run without parameters, with some. */
  private static final Map<String, String> PARAMS =
      Map.of(
          "regex", "{\"pattern\": \"[a-c]+(x|y)?\"}",
          "json_schema", "{\"schema\": {\"type\": \"object\", \"required\": [\"a\"]}}",
          "latency", "{\"max_ms\": 100}",
          "cost", "{\"max_cost\": 0.5}",
          "tokens", "{\"max_tokens\": 100}",
          "tool_calls", "{\"expected_tool\": \"a\"}",
          "expression", "{\"expression\": \"size(string(output)) > 3 ? 1.0 : 0.25\"}",
          "custom", "{\"template\": \"{{output}}\"}",
          "weighted", "{\"weights\": {\"a\": 1}}");

  private static final List<String> METRICS =
      List.of(
          "bleu",
          "gleu",
          "meteor",
          "rouge_1",
          "rouge_2",
          "rouge_3",
          "rouge_4",
          "rouge_5",
          "rouge_l",
          "cosine",
          "fuzzy_match");

  @Provide
  Arbitrary<String> scorers() {
    return Arbitraries.of(IDS);
  }

  @Provide
  Arbitrary<String> metrics() {
    return Arbitraries.of(METRICS);
  }

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> word = Arbitraries.of("a", "b", "the", "The", "x-1", "5.", "é", "end");
    return word.list().ofMaxSize(20).map(list -> String.join(" ", list));
  }

  /** Any JSON, and now and then an absent value. */
  @Provide
  Arbitrary<JsonNode> json() {
    return value(3).injectNull(0.1);
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> text =
        Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(
                    "",
                    "A",
                    "12",
                    "1,000",
                    "-0",
                    "NaN",
                    "1e999",
                    "{\"a\": 1}",
                    "[1, 2]",
                    "null",
                    "answer is B",
                    "\uD800",
                    "{\"_metadata\": 1}"))
            .map(TextNode::valueOf);
    Arbitrary<JsonNode> number =
        Arbitraries.oneOf(
            Arbitraries.longs().map(LongNode::valueOf),
            Arbitraries.doubles().map(DoubleNode::valueOf));
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            text,
            number,
            Arbitraries.of(true, false).map(BooleanNode::valueOf),
            Arbitraries.just((JsonNode) NullNode.getInstance()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> array =
        value(depth - 1)
            .list()
            .ofMaxSize(4)
            .map(
                elements -> {
                  ArrayNode node = JsonNodeFactory.instance.arrayNode();
                  return node.addAll(elements);
                });
    Arbitrary<JsonNode> object =
        Arbitraries.maps(Arbitraries.of("a", "b", "10", "x_metadata", "a.b", ""), value(depth - 1))
            .ofMaxSize(4)
            .map(
                fields -> {
                  ObjectNode node = JsonNodeFactory.instance.objectNode();
                  fields.forEach(node::set);
                  return node;
                });
    return Arbitraries.oneOf(leaf, array, object);
  }

  @Provide
  Arbitrary<Answer> answers() {
    Arbitrary<Usage> usage =
        Arbitraries.longs().between(0, 1000).map(n -> new Usage(n, 0, n, 0)).injectNull(0.3);
    return Combinators.combine(
            json(),
            json(),
            usage,
            Arbitraries.longs().between(0, 200).injectNull(0.3),
            Arbitraries.doubles().between(0, 1).injectNull(0.3))
        .as(
            (output, calls, tokens, latency, cost) ->
                new Answer(
                    output, calls, null, null, null, tokens, latency, latency, cost, null, null,
                    false));
  }

  private static ScorerSpec spec(String id, Double threshold) {
    return new ScorerSpec(id, null, threshold, Scoring.json(PARAMS.get(id)));
  }

  @Property(tries = 6000)
  void shouldGiveAScoreInRangeOrNoneAndNeverFail(
      @ForAll("scorers") String id,
      @ForAll("json") JsonNode expected,
      @ForAll("json") JsonNode choices,
      @ForAll("answers") Answer answer) {
    // Given
    ScoringItem item = Scoring.item(expected, choices);
    // When
    Score score = Scoring.score(spec(id, 0.5), item, answer);
    // Then
    if (score.status() == ScoreStatus.SUCCESS) {
      assertThat(score.score()).isBetween(0.0, 1.0);
      assertThat(score.passed()).isEqualTo(score.score() >= 0.5);
      assertThat(score.error()).isNull();
    } else {
      assertThat(score.score()).isNull();
      assertThat(score.passed()).isNotEqualTo(true);
    }
    if (score.error() != null) {
      assertThat(score.error().code())
          .isNotIn(ErrorCode.SCORER_FAILED, ErrorCode.OUT_OF_RANGE, ErrorCode.BAD_PARAMS);
    }
    // And again the same, byte for byte
    assertThat(Scoring.score(spec(id, 0.5), item, answer)).isEqualTo(score);
  }

  @Property
  void shouldFindEveryValueEqualToItself(@ForAll("json") JsonNode value) {
    Assume.that(value != null);
    assertThat(Scoring.score("exact_match", null, value, value).score()).isEqualTo(1);
    assertThat(Scoring.score("levenshtein", null, value, value).score()).isEqualTo(1);
    Score likeness = Scoring.score("json_diff", null, value, value);
    if (likeness.error() == null) {
      assertThat(likeness.score()).isEqualTo(1);
    } else {
      assertThat(likeness.error().code()).isEqualTo(ErrorCode.NOT_A_NUMBER);
    }
  }

  @Property
  void shouldCompareBothWaysAlike(@ForAll("json") JsonNode a, @ForAll("json") JsonNode b) {
    Assume.that(a != null && b != null);
    for (String id : List.of("exact_match", "levenshtein", "numeric_diff", "json_diff")) {
      Score there = Scoring.score(id, null, a, b);
      Score back = Scoring.score(id, null, b, a);
      assertThat(back.status()).isEqualTo(there.status());
      if (there.score() != null) {
        assertThat(back.score()).isCloseTo(there.score(), offset(1e-9));
      }
    }
  }

  @Property
  void shouldKeepEveryMetricInRangeAndSymmetricWhereItIs(
      @ForAll("metrics") String metric, @ForAll("words") String a, @ForAll("words") String b) {
    // Given
    String params = "{\"metric\": \"" + metric + "\"}";
    // When
    Score there = Scoring.texts("text_similarity", params, a, b);
    // Then
    assertThat(there.score()).isBetween(0.0, 1.0);
    if (!List.of("bleu", "meteor").contains(metric)) {
      Score back = Scoring.texts("text_similarity", params, b, a);
      assertThat(back.score()).isEqualTo(there.score());
    }
  }

  @Property
  void shouldFindATextWithEnoughWordsLikeItself(
      @ForAll("metrics") String metric, @ForAll("words") String a) {
    // METEOR's penalty for the number of chunks keeps short equal texts below 1
    Assume.that(a.split(" ").length >= 5 && !metric.equals("meteor"));
    String params = "{\"metric\": \"" + metric + "\"}";
    assertThat(Scoring.texts("text_similarity", params, a, a).score()).isEqualTo(1);
  }

  @Property
  void shouldNotMindTheOrderOfAList(@ForAll("words") String text) {
    // Given
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ArrayNode reversed = JsonNodeFactory.instance.arrayNode();
    for (String word : text.split(" ")) {
      list.add(word);
      reversed.insert(0, word);
    }
    // When / Then
    assertThat(Scoring.score("list_contains", null, list, reversed).score()).isEqualTo(1);
  }
}
