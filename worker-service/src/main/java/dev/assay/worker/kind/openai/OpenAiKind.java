package dev.assay.worker.kind.openai;

import dev.assay.common.message.ProviderRef;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;

/**
 * Kind {@code openai}: {@code POST {base_url}/chat/completions}, streaming and not, at any
 * compatible server.
 */
public final class OpenAiKind implements ProviderKind {
  private static final String DEFAULT_BASE = "https://api.openai.com/v1";

  private final Transport transport;

  /** Over this transport. */
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
    return new OpenAiReader();
  }

  /** The request that asks the question. The hint of a call is not part of it. */
  public static WireRequest encode(KindCall call) {
    ProviderRef provider = call.call().provider();
    return new WireRequest(
        "POST",
        OpenAiTarget.uri(provider, DEFAULT_BASE),
        OpenAiTarget.headers(provider, call.secret()),
        OpenAiRequest.body(call.call().request(), OpenAiTarget.streamUsage(provider)));
  }
}
