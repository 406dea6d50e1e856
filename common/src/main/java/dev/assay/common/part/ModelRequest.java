package dev.assay.common.part;

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
 * @param operation what is asked for; null for {@link Operation#CHAT}
 */
public record ModelRequest(
    String model,
    List<ChatMessage> messages,
    JsonNode params,
    boolean stream,
    JsonNode hint,
    Operation operation) {

  /** What can be asked of a model. */
  public enum Operation {
    /** An answer to a conversation. */
    CHAT,
    /**
     * A vector for the content of each message, which is text. The answer's output is an array of
     * arrays of numbers, in the order of the messages.
     */
    EMBEDDINGS
  }

  /**
   * One message of a conversation.
   *
   * @param role system, user, assistant or tool
   * @param content text, or an array of parts in the common chat form; an image by reference has
   *     the URL {@code asset:} and its SHA-256
   * @param toolCalls array of {@code {id, name, arguments}} that an assistant made, null for none
   * @param toolCallId which call a tool's message answers, null for other roles
   */
  public record ChatMessage(String role, JsonNode content, JsonNode toolCalls, String toolCallId) {
    /** A message that neither calls a tool nor answers one. */
    public ChatMessage(String role, JsonNode content) {
      this(role, content, null, null);
    }
  }
}
