package dev.assay.simulator.question;

/**
 * A request as any form of it says it.
 *
 * @param model echoed back
 * @param system texts of the system's messages, one after the other; empty when there are none
 * @param prompt text of the last user message
 * @param promptChars characters of all messages, for counting tokens
 * @param stream answer piece by piece
 * @param usageInStream end a stream with usage, where a form leaves that to the client
 * @param seed of the request, as text; empty when none
 * @param shape what the text must look like
 * @param tools that may be called
 * @param embed texts to make vectors of; null when an answer is wanted
 */
public record SimRequest(
    String model,
    String system,
    String prompt,
    int promptChars,
    boolean stream,
    boolean usageInStream,
    String seed,
    AnswerShape shape,
    ToolWish tools,
    EmbeddingWish embed) {

  /** A request for a plain answer. */
  public static SimRequest plain(String model, String prompt, int promptChars, boolean stream) {
    return new SimRequest(
        model, "", prompt, promptChars, stream, true, "", AnswerShape.FREE, ToolWish.NONE, null);
  }

  /** A request for vectors. */
  public static SimRequest vectors(String model, EmbeddingWish embed) {
    int chars = embed.texts().stream().mapToInt(String::length).sum();
    String first = embed.texts().isEmpty() ? "" : embed.texts().get(0);
    return new SimRequest(
        model, "", first, chars, false, true, "", AnswerShape.FREE, ToolWish.NONE, embed);
  }
}
