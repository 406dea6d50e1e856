package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.question.EmbeddingWish;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.question.SimRequest;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Embeddings, as numbers or in base64. */
public final class EmbeddingsForm implements SimForm {
  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  public static SimRequest read(JsonNode json) {
    List<String> texts = RequestText.texts(json.path("input"));
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("input is a text or a list with at least one text");
    }
    return SimRequest.vectors(
        json.path("model").asText("simulated"),
        new EmbeddingWish(
            texts,
            RequestText.number(json.path("dimensions")),
            "base64".equals(json.path("encoding_format").asText())));
  }

  @Override
  public Buffer whole(SimQuestion question, SimReply reply) {
    ObjectNode body = Wire.object().put("object", "list");
    ArrayNode data = body.putArray("data");
    boolean base64 = question.request().embed().base64();
    for (float[] vector : reply.vectors()) {
      ObjectNode one = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      if (base64) {
        one.put("embedding", base64(vector));
      } else {
        ArrayNode numbers = one.putArray("embedding");
        for (float value : vector) {
          numbers.add(value);
        }
      }
    }
    body.put("model", question.request().model());
    body.putObject("usage")
        .put("prompt_tokens", reply.usage().input())
        .put("total_tokens", reply.usage().total());
    return Wire.bytes(body);
  }

  @Override
  public List<Buffer> stream(SimQuestion question, SimReply reply, int pieces) {
    return new ArrayList<>(List.of(whole(question, reply)));
  }

  @Override
  public WireError error(SimProblem problem, String requestId) {
    return OpenAiProblems.error(problem, requestId);
  }

  @Override
  public Buffer lateError(SimProblem problem, SimQuestion question, boolean stream) {
    return Wire.bytes(OpenAiProblems.body(problem));
  }

  @Override
  public Map<String, String> headers(SimQuestion question, LimitState limits) {
    return ChatForm.headersOf(question, limits);
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) {
      bytes.putFloat(value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
