package dev.assay.scoring.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScoringItem;
import dev.assay.scoring.ecma.EcmaText;
import java.util.Map;

/**
 * One item with its answer, and the effort one scorer may spend on it. A Java null is an absent
 * value, a JSON null is a null.
 *
 * @param item never null
 * @param answer never null
 * @param effort shared by everything one measurement does
 * @param asker for scorers that ask a model
 * @param others scores of the same answer by scorer key, for those that combine them
 */
public record ScorerInput(
    ScoringItem item, Answer answer, Effort effort, Asker asker, Map<String, Score> others) {
  /** For scorers that ask nobody and look at no other. */
  public ScorerInput(ScoringItem item, Answer answer, Effort effort) {
    this(item, answer, effort, Asker.NOBODY, Map.of());
  }

  /** The same item and answer, asked through another asker. */
  public ScorerInput through(Asker other) {
    return new ScorerInput(item, answer, effort, other, others);
  }

  /** What the target returned, null when absent. */
  public JsonNode output() {
    return answer.output();
  }

  /** What the answer is compared with, null when absent. */
  public JsonNode expected() {
    return item.expected();
  }

  /**
   * The expected value of a scorer that cannot do without.
   *
   * @throws UnmeasurableException with {@link ErrorCode#EXPECTED_MISSING} when it is absent
   */
  public JsonNode requireExpected() {
    if (item.expected() == null) {
      throw new UnmeasurableException(
          ErrorCode.EXPECTED_MISSING,
          "This scorer compares with an expected value; the item has none.");
    }
    return item.expected();
  }

  /** The answer as text; an answer without output (tool calls only, null) is the empty text. */
  public String outputText() {
    return asText(answer.output());
  }

  /** The expected value as text; null is the empty text. */
  public String expectedText() {
    return asText(requireExpected());
  }

  /** A value as text: itself, or its JSON; absent and null are the empty text. */
  public static String asText(JsonNode value) {
    if (value instanceof TextNode text) {
      return text.textValue();
    }
    return value == null || value.isNull() ? "" : EcmaText.of(value);
  }
}
