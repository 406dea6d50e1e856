package dev.assay.worker.kind.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelRequest;
import dev.assay.worker.simulated.SimQuestion;

/** Makes the simulated provider's view of a call. */
final class SimQuestions {
  private SimQuestions() {}

  static SimQuestion of(ModelCall call, int attempt) {
    ModelRequest request = call.request();
    int chars = 0;
    String prompt = "";
    for (ModelRequest.ChatMessage message : request.messages()) {
      String text = text(message.content());
      chars += text.length();
      if ("user".equals(message.role())) {
        prompt = text;
      }
    }
    return new SimQuestion(
        request.model() == null ? "simulated" : request.model(),
        prompt,
        chars,
        request.stream(),
        true,
        request.hint(),
        answerKey(call),
        attemptKey(call, attempt));
  }

  /** Repeats are different answers, attempts are not. */
  static String answerKey(ModelCall call) {
    String item = call.itemId() == null ? Integer.toString(call.unit().n()) : call.itemId();
    return item + "/" + call.repeat();
  }

  static String attemptKey(ModelCall call, int attempt) {
    return answerKey(call) + "/" + call.unit().generation() + "/" + attempt;
  }

  private static String text(JsonNode content) {
    if (content == null || content.isNull()) {
      return "";
    }
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText(""));
    }
    return text.toString();
  }
}
