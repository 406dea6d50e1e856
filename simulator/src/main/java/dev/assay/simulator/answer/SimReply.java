package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the provider says, before it is written in any form.
 *
 * @param text of the answer, empty when tools are called
 * @param calls of tools, in order
 * @param finish why it ends
 * @param usage to report
 * @param vectors one for each text, null when an answer was wanted
 * @param tokens the text's tokens with their probabilities, null when not asked for
 */
public record SimReply(
    String text,
    List<ToolCall> calls,
    Finish finish,
    SimUsage usage,
    List<float[]> vectors,
    List<LikelyToken> tokens) {

  /** Why an answer ends. */
  public enum Finish {
    STOP,
    /** The longest length was reached. */
    LENGTH,
    /** A stop text came. */
    STOP_TEXT,
    TOOLS,
    /** A filter stopped it. */
    FILTER
  }

  /**
   * A call of a tool.
   *
   * @param id of the call
   * @param name of the tool
   * @param arguments an object
   */
  public record ToolCall(String id, String name, JsonNode arguments) {}

  /**
   * A token, and what else might have stood there.
   *
   * @param text of the token
   * @param logprob natural logarithm of its probability
   * @param alternatives the likeliest tokens at this place, itself among them; likeliest first
   */
  public record LikelyToken(String text, double logprob, List<LikelyToken> alternatives) {}

  /** The same with other counts. */
  public SimReply with(SimUsage other) {
    return new SimReply(text, calls, finish, other, vectors, tokens);
  }

  /** Nothing was said: a filter stopped it. */
  public SimReply filtered() {
    return new SimReply("", List.of(), Finish.FILTER, usage, vectors, null);
  }
}
