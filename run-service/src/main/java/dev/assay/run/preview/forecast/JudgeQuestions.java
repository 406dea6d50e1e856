package dev.assay.run.preview.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;

/**
 * What a scorer asks about one answer, by what the catalogue says under {@code x-questions}.
 *
 * @param each how many questions, with votes, both orders and the like
 * @param chars of a question that do not depend on item and answer
 * @param reply {@code text}, {@code vectors}, or what an {@code endpoint} says
 * @param canaries whether it is shown answers whose worth is known
 */
public record JudgeQuestions(Range each, int chars, String reply, boolean canaries) {

  /**
   * Of a scorer as a run uses it.
   *
   * @param known null when the catalogue does not know it: one question is assumed
   */
  public static JudgeQuestions of(ScorerSpec scorer, ScorerDescriptor known) {
    JsonNode schema =
        known == null || known.params() == null ? MissingNode.getInstance() : known.params();
    JsonNode asked = schema.path("x-questions");
    JsonNode params = scorer.params() == null ? MissingNode.getInstance() : scorer.params();
    double factor = 1;
    for (JsonNode name : asked.path("times")) {
      factor *= value(schema, params, name.asText()).asDouble(1);
    }
    if (value(schema, params, asked.path("twice").asText()).asBoolean()) {
      factor *= 2;
    }
    double expected = asked.path("expected").asDouble(1);
    return new JudgeQuestions(
        Range.of(asked.path("low").asDouble(expected), expected, asked.path("high").asDouble(1))
            .times(factor),
        asked.path("prompt_chars").asInt() + words(params),
        asked.path("reply").asText("text"),
        schema.path("x-canaries").asBoolean());
  }

  /** About each of so many spans of an item, on average; canaries have none. */
  public JudgeQuestions aboutSpans(double perItem) {
    return new JudgeQuestions(each.times(perItem), chars, reply, false);
  }

  /** As given, else as it is without. */
  private static JsonNode value(JsonNode schema, JsonNode params, String name) {
    return params.hasNonNull(name)
        ? params.get(name)
        : schema.path("properties").path(name).path("default");
  }

  /** Criteria, templates and instructions are part of every question. */
  private static int words(JsonNode params) {
    int length = 0;
    for (JsonNode value : params) {
      length += value.isTextual() ? value.textValue().length() : 0;
    }
    return length;
  }
}
