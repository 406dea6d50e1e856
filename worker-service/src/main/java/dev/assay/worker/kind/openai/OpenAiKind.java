package dev.assay.worker.kind.openai;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.parts.CallHeaders;
import dev.assay.worker.kind.parts.Endpoint;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.FormReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import java.net.URI;
import java.util.Locale;

/**
 * Kind {@code openai}: chat completions, responses and embeddings below {@code base_url}, streaming
 * and not, at OpenAI and any compatible server.
 */
public final class OpenAiKind implements ProviderKind {
  private static final String HOST = "api.openai.com";
  private static final String DEFAULT_BASE = "https://" + HOST + "/v1";

  private final Transport transport;

  public OpenAiKind(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    return transport.send(encode(call), connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new FormReader(OpenAiApi.of(call.call()).form(call.call()), call.call().provider());
  }

  /** The request that asks the question. The hint of a call is not part of it. */
  public static WireRequest encode(KindCall call) {
    ModelCall model = call.call();
    ProviderRef provider = model.provider();
    OpenAiApi api = OpenAiApi.of(model);
    URI uri = Endpoint.of(provider, DEFAULT_BASE).plus(api.path()).uri();
    return new WireRequest(
        "POST",
        uri,
        CallHeaders.of(provider, CallHeaders.secret("authorization", "Bearer ", call.secret())),
        api.body(model, maxTokens(provider, uri)));
  }

  /** OpenAI itself no longer takes {@code max_tokens} for all models, compatible servers do. */
  private static String maxTokens(ProviderRef provider, URI uri) {
    String set = Fields.option(provider.options(), "max_tokens_field");
    if (set != null) {
      return set;
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    // Also at its regions, such as eu.api.openai.com.
    boolean own = host.equals(HOST) || host.endsWith("." + HOST);
    return own ? "max_completion_tokens" : "max_tokens";
  }
}
