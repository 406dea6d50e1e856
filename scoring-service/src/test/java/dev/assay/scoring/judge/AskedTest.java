package dev.assay.scoring.judge;

import static dev.assay.scoring.judge.ScriptedJudge.answer;
import static dev.assay.scoring.judge.ScriptedJudge.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.UnansweredException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue says of the number of questions is how many are asked. */
class AskedTest {
  private static final ScoringItem ITEM =
      new ScoringItem(
          "1",
          TextNode.valueOf("Where is the tower, and how high is it?"),
          TextNode.valueOf("In Paris, 330 m."),
          null,
          json("[\"The tower stands in Paris.\", \"It is 330 m high.\"]"),
          null,
          null,
          null,
          json("{\"original_answer\": \"In Paris.\", \"original\": {\"output\": \"In Paris.\"}}"));

  static Stream<String> judges() {
    return BuiltInScorers.registry().catalogue().scorers().stream()
        .filter(d -> d.needs().contains("judge"))
        .map(ScorerDescriptor::id);
  }

  private static JsonNode said(String scorer) {
    return BuiltInScorers.registry().catalogue().scorers().stream()
        .filter(d -> d.id().equals(scorer))
        .findFirst()
        .orElseThrow()
        .params();
  }

  private static int asked(String scorer, ObjectNode params) {
    if (scorer.equals("custom")) {
      params.put("template", "Is {{output}} good?");
    }
    ScriptedJudge judge = ScriptedJudge.of((question, messages) -> reply(question));
    judge.score(
        new ScorerSpec(scorer, null, null, params), ITEM, answer("It stands in Paris, 330 m."));
    return judge.asked().size();
  }

  private static JsonNode reply(UnansweredException asked) {
    if (asked.question() instanceof Question.Chat chat) {
      return TextNode.valueOf(fitting(chat.schema()).toString());
    }
    return asked.question() instanceof Question.Vectors
        ? json("[[1, 0], [1, 0]]")
        : json("{\"score\": 1}");
  }

  /** Something that fits a schema; arrays have two elements. */
  private static JsonNode fitting(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    JsonNode type = schema.path("type");
    return switch ((type.isArray() ? type.get(0) : type).asText()) {
      case "object" -> {
        ObjectNode object = Json.mapper().createObjectNode();
        schema
            .path("properties")
            .properties()
            .forEach(p -> object.set(p.getKey(), fitting(p.getValue())));
        yield object;
      }
      case "array" -> {
        ArrayNode array = Json.mapper().createArrayNode();
        yield array.add(fitting(schema.get("items"))).add(fitting(schema.get("items")));
      }
      case "boolean" -> BooleanNode.FALSE;
      case "string" -> TextNode.valueOf("It stands in Paris.");
      default -> json(schema.path("minimum").asText("0"));
    };
  }

  @ParameterizedTest
  @MethodSource("judges")
  void shouldAskSoManyQuestionsWithoutParameters(String scorer) {
    // Given
    JsonNode schema = said(scorer);
    JsonNode questions = schema.get("x-questions");
    double factor = 1;
    for (JsonNode name : questions.get("times")) {
      factor *= schema.at("/properties/" + name.asText() + "/default").asDouble();
    }
    if (schema.at("/properties/" + questions.path("twice").asText() + "/default").asBoolean()) {
      factor *= 2;
    }

    // When
    int asked = asked(scorer, Json.mapper().createObjectNode());

    // Then
    assertThat((double) asked)
        .isBetween(
            factor * questions.get("low").asDouble(), factor * questions.get("high").asDouble());
    assertThat(questions.get("expected").asDouble())
        .isBetween(questions.get("low").asDouble(), questions.get("high").asDouble());
    assertThat(questions.get("prompt_chars").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "llm_judge, '{\"votes\": 3}', 3",
    "pairwise, '{}', 2",
    "pairwise, '{\"swap\": false}', 1",
    "pairwise, '{\"votes\": 3}', 6",
    "divergence, '{}', 1",
    "answer_relevancy, '{\"strictness\": 5}', 5",
    "context_recall, '{}', 3",
    "embedding_similarity, '{}', 1",
    "http, '{}', 1"
  })
  void shouldAskAsManyAsParametersSay(String scorer, String params, int questions) {
    assertThat(asked(scorer, (ObjectNode) json(params))).isEqualTo(questions);
  }
}
