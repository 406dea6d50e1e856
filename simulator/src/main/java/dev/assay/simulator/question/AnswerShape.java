package dev.assay.simulator.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the text of an answer must look like.
 *
 * @param schema JSON schema that it fits, null for none
 * @param json whether it is JSON at all
 * @param maxTokens after so many tokens it ends, null for no end
 * @param stop texts before which it ends
 * @param alternatives how many likely tokens to name with each, -1 for no probabilities
 */
public record AnswerShape(
    JsonNode schema, boolean json, Integer maxTokens, List<String> stop, int alternatives) {
  /** Any text. */
  public static final AnswerShape FREE = new AnswerShape(null, false, null, List.of(), -1);
}
