package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What to ask, independent of any provider's wire form.
 *
 * @param model the provider's name of the model
 * @param messages the conversation in order
 * @param params model parameters by their common names: temperature, max_tokens, top_p, seed, stop,
 *     response_format, tools, tool_choice, logprobs; others are passed on as they are
 * @param stream ask for the answer piece by piece
 * @param hint what only the simulated provider reads: the item's expected value; never sent to a
 *     real provider
 */
public record ModelRequest(
    String model, List<ChatMessage> messages, JsonNode params, boolean stream, JsonNode hint) {

  /**
   * One message of a conversation.
   *
   * @param role system, user, assistant or tool
   * @param content text, or an array of parts in the common chat form
   */
  public record ChatMessage(String role, JsonNode content) {}
}
