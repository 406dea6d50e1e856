package dev.assay.worker.kind.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.form.openai.ChatRequests;
import dev.assay.simulator.question.EmbeddingWish;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.question.SimRequest;
import java.util.ArrayList;
import java.util.List;

/** Makes the simulated provider's view of a call. */
final class SimQuestions {
  private SimQuestions() {}

  static SimQuestion of(ModelCall call, int attempt) {
    ModelRequest request = call.request();
    return new SimQuestion(
        request.operation() == ModelRequest.Operation.EMBEDDINGS ? vectors(request) : chat(request),
        request.hint(),
        answerKey(call),
        attemptKey(call, attempt));
  }

  /** Repeats and a judge's questions have different answers, attempts have not. */
  static String answerKey(ModelCall call) {
    String item = call.itemId() == null ? Integer.toString(call.unit().n()) : call.itemId();
    String question = call.question() == null ? "" : "/" + call.question();
    return item + "/" + call.repeat() + question;
  }

  static String attemptKey(ModelCall call, int attempt) {
    return answerKey(call) + "/" + call.unit().generation() + "/" + attempt;
  }

  private static SimRequest chat(ModelRequest request) {
    int chars = 0;
    String prompt = "";
    String role = "";
    for (ModelRequest.ChatMessage message : request.messages()) {
      String text = text(message);
      chars += text.length();
      role = message.role();
      if ("user".equals(role)) {
        prompt = text;
      }
    }
    JsonNode params =
        request.params() == null ? JsonNodeFactory.instance.objectNode() : request.params();
    return new SimRequest(
        model(request),
        // By it answers are found that somebody gave; here the call brings its own.
        "",
        prompt,
        chars,
        request.stream(),
        true,
        params.path("seed").asText(""),
        ChatRequests.shape(params),
        ChatRequests.tools(params, "tool".equals(role)),
        null);
  }

  private static SimRequest vectors(ModelRequest request) {
    List<String> texts = new ArrayList<>();
    request.messages().forEach(message -> texts.add(text(message)));
    JsonNode params = request.params();
    Integer dimensions = params == null ? null : RequestText.number(params.path("dimensions"));
    return SimRequest.vectors(model(request), new EmbeddingWish(texts, dimensions, false));
  }

  private static String model(ModelRequest request) {
    return request.model() == null ? "simulated" : request.model();
  }

  private static String text(ModelRequest.ChatMessage message) {
    return message.content() == null ? "" : RequestText.text(message.content());
  }
}
