package dev.assay.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.anthropic.MessagesRequests;
import dev.assay.simulator.form.gemini.ContentRequests;
import dev.assay.simulator.question.SimRequest;
import io.vertx.core.buffer.Buffer;

/** Counts the tokens of a request that is not to be answered. */
final class Counting {
  private Counting() {}

  /** Whether a path asks for it. */
  static boolean isAt(String path) {
    return path.equals("/v1/messages/count_tokens") || path.endsWith(":countTokens");
  }

  /**
   * The answer.
   *
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  static Buffer answer(String path, JsonNode body) {
    boolean gemini = path.endsWith(":countTokens");
    SimRequest request =
        gemini
            ? ContentRequests.read(
                body.has("generateContentRequest") ? body.get("generateContentRequest") : body,
                "",
                false)
            : MessagesRequests.read(body, true);
    return Wire.bytes(
        Wire.object().put(gemini ? "totalTokens" : "input_tokens", 1 + request.promptChars() / 4));
  }
}
