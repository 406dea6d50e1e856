package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.Embeddings;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Embeddings in Gemini's form: one request per text, all in one batch. */
final class GeminiEmbedForm implements AnswerForm {
  private final int expected;
  private final String model;

  GeminiEmbedForm(int expected, String model) {
    this.expected = expected;
    this.model = model;
  }

  static Buffer body(ModelCall call) {
    Params params = Params.of(call);
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    common.put("model", GeminiKind.resource(call.request().model()));
    params.move("dimensions", common, "outputDimensionality");
    params.rest(common);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode requests = body.putArray("requests");
    for (JsonNode text : Embeddings.texts(call)) {
      ObjectNode request = common.deepCopy();
      request.putObject("content").putArray("parts").addObject().set("text", text);
      requests.add(request);
    }
    return Fields.bytes(body);
  }

  @Override
  public Decoded whole(JsonNode body) {
    List<JsonNode> vectors = new ArrayList<>();
    body.path("embeddings").forEach(embedding -> vectors.add(embedding.path("values")));
    long input = Fields.count(body.path("usageMetadata").path("promptTokenCount"));
    return Embeddings.answer(
        vectors, expected, input < 0 ? null : new Usage(input, 0, 0, 0), model, null);
  }

  @Override
  public StreamForm stream() {
    return null;
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return GeminiErrors.inside(json);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return GeminiErrors.of(body);
  }
}
