package dev.assay.worker.kind.gemini;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.parts.CallHeaders;
import dev.assay.worker.kind.parts.Embeddings;
import dev.assay.worker.kind.parts.Endpoint;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.FormReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import java.net.URI;
import java.util.Map;

/**
 * Kind {@code gemini}: {@code POST {base_url}/v1beta/models/{model}:generateContent}, {@code
 * :streamGenerateContent} as an event stream, and {@code :batchEmbedContents}. The key goes into
 * {@code x-goog-api-key}, or with {@code "auth": "bearer"} into {@code authorization}, as does a
 * token that was had for the call.
 */
public final class GeminiKind implements ProviderKind {
  private static final String DEFAULT_BASE = "https://generativelanguage.googleapis.com";

  private final Transport transport;

  public GeminiKind(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    ModelCall model = call.call();
    ProviderRef provider = model.provider();
    WireRequest request =
        new WireRequest(
            "POST",
            uri(model),
            CallHeaders.of(provider, secret(call)),
            Embeddings.wanted(model) ? GeminiEmbedForm.body(model) : GeminiBody.of(model));
    return transport.send(request, connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    ModelCall model = call.call();
    return new FormReader(
        Embeddings.wanted(model)
            ? new GeminiEmbedForm(model.request().messages().size(), model.request().model())
            : new GeminiForm(),
        model.provider());
  }

  /** As it stands in paths and in requests of embeddings: {@code models/name}. */
  static String resource(String model) {
    return model.contains("/") ? model : "models/" + model;
  }

  private static URI uri(ModelCall call) {
    ProviderRef provider = call.provider();
    Endpoint endpoint = Endpoint.of(provider, DEFAULT_BASE).versioned("v1beta");
    if (call.request().model() == null) {
      endpoint = endpoint.plus(Endpoint.segment(provider, null));
    } else {
      for (String segment : resource(call.request().model()).split("/", -1)) {
        endpoint = endpoint.plus("/" + Endpoint.segment(provider, segment));
      }
    }
    if (Embeddings.wanted(call)) {
      return endpoint.plus(":batchEmbedContents").uri();
    }
    return call.request().stream()
        ? endpoint.plus(":streamGenerateContent").query("alt", "sse").uri()
        : endpoint.plus(":generateContent").uri();
  }

  private static Map<String, String> secret(KindCall call) {
    boolean bearer =
        call.had() || "bearer".equals(Fields.option(call.call().provider().options(), "auth"));
    return bearer
        ? CallHeaders.secret("authorization", "Bearer ", call.secret())
        : CallHeaders.secret("x-goog-api-key", "", call.secret());
  }
}
