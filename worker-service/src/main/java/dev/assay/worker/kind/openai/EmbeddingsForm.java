package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
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
import java.util.TreeMap;

/** Embeddings in the form of OpenAI: never streamed, vectors under their index. */
final class EmbeddingsForm implements AnswerForm {
  private final int expected;

  EmbeddingsForm(int expected) {
    this.expected = expected;
  }

  static Buffer body(ModelCall call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", call.request().model());
    body.set("input", Embeddings.texts(call));
    Params params = Params.of(call);
    params.take("encoding_format");
    body.put("encoding_format", "float");
    params.rest(body);
    return Fields.bytes(body);
  }

  @Override
  public Decoded whole(JsonNode body) {
    TreeMap<Integer, JsonNode> byIndex = new TreeMap<>();
    for (JsonNode entry : body.path("data")) {
      byIndex.put(entry.path("index").asInt(byIndex.size()), entry.path("embedding"));
    }
    List<JsonNode> vectors = new ArrayList<>(byIndex.values());
    return Embeddings.answer(
        vectors,
        expected,
        OpenAiUsage.ofInput(body.path("usage")),
        Fields.text(body.path("model")),
        null);
  }

  @Override
  public StreamForm stream() {
    return null;
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return OpenAiErrors.inside(json, false);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return OpenAiErrors.lenient(body, false);
  }
}
