package dev.assay.worker.kind.ollama;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.parts.CallHeaders;
import dev.assay.worker.kind.parts.Embeddings;
import dev.assay.worker.kind.parts.Endpoint;
import dev.assay.worker.kind.reading.FormReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;

/**
 * Kind {@code ollama}: {@code POST {base_url}/api/chat} and {@code /api/embed}, streaming as lines
 * of JSON and not. A credential is needed only behind a gateway and goes as a bearer token.
 */
public final class OllamaKind implements ProviderKind {
  private static final String DEFAULT_BASE = "http://127.0.0.1:11434";

  private final Transport transport;

  public OllamaKind(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return "ollama";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    ModelCall model = call.call();
    ProviderRef provider = model.provider();
    boolean embed = Embeddings.wanted(model);
    WireRequest request =
        new WireRequest(
            "POST",
            Endpoint.of(provider, DEFAULT_BASE).plus(embed ? "/api/embed" : "/api/chat").uri(),
            CallHeaders.of(provider, CallHeaders.secret("authorization", "Bearer ", call.secret())),
            embed ? OllamaEmbedForm.body(model) : OllamaBody.of(model));
    return transport.send(request, connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    ModelCall model = call.call();
    return new FormReader(
        Embeddings.wanted(model)
            ? new OllamaEmbedForm(model.request().messages().size())
            : new OllamaForm(),
        model.provider());
  }
}
