package dev.assay.simulator.form.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.question.SimQuestion;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** embedContent and batchEmbedContents. */
public final class GeminiEmbeddings implements SimForm {
  private final boolean batch;

  /**
   * The form.
   *
   * @param batch whether several were asked for
   */
  public GeminiEmbeddings(boolean batch) {
    this.batch = batch;
  }

  @Override
  public Buffer whole(SimQuestion question, SimReply reply) {
    ObjectNode body = Wire.object();
    if (!batch) {
      body.set("embedding", vector(reply.vectors().get(0)));
      return Wire.bytes(body);
    }
    ArrayNode all = body.putArray("embeddings");
    reply.vectors().forEach(vector -> all.add(vector(vector)));
    return Wire.bytes(body);
  }

  @Override
  public List<Buffer> stream(SimQuestion question, SimReply reply, int pieces) {
    return new ArrayList<>(List.of(whole(question, reply)));
  }

  @Override
  public WireError error(SimProblem problem, String requestId) {
    return GeminiProblems.error(problem);
  }

  @Override
  public Buffer lateError(SimProblem problem, SimQuestion question, boolean stream) {
    return Wire.bytes(GeminiProblems.body(problem));
  }

  @Override
  public Map<String, String> headers(SimQuestion question, LimitState limits) {
    return Map.of();
  }

  private static ObjectNode vector(float[] values) {
    ObjectNode node = Wire.object();
    ArrayNode numbers = node.putArray("values");
    for (float value : values) {
      numbers.add(value);
    }
    return node;
  }
}
