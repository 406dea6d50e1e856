package dev.assay.worker.kind.ollama;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Embeddings in Ollama's form. */
final class OllamaEmbedForm implements AnswerForm {
  private static final String[] TOP_LEVEL = {"dimensions", "keep_alive"};

  private final int expected;

  OllamaEmbedForm(int expected) {
    this.expected = expected;
  }

  static Buffer body(ModelCall call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", call.request().model());
    body.set("input", Embeddings.texts(call));
    Params params = Params.of(call);
    for (String name : TOP_LEVEL) {
      params.move(name, body, name);
    }
    OllamaBody.cuts(params, body, "truncate");
    OllamaBody.options(params, body);
    return Fields.bytes(body);
  }

  @Override
  public Decoded whole(JsonNode body) {
    List<JsonNode> vectors = new ArrayList<>();
    body.path("embeddings").forEach(vectors::add);
    long input = Fields.count(body.path("prompt_eval_count"));
    return Embeddings.answer(
        vectors,
        expected,
        input < 0 ? null : new Usage(input, 0, 0, 0),
        Fields.text(body.path("model")),
        null);
  }

  @Override
  public StreamForm stream() {
    return null;
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return Fields.tells(json.path("error")) ? OllamaForm.of(null, json) : null;
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return OllamaForm.of(null, body);
  }
}
