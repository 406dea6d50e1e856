package dev.assay.worker.kind.anthropic;

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
import java.util.HashMap;
import java.util.Map;

/**
 * Kind {@code anthropic}: {@code POST {base_url}/v1/messages}, streaming and not. Options: {@code
 * version} and {@code beta} (headers), {@code max_tokens} (when a call sets none), {@code
 * structured_output}, {@code vertex} (at Google Cloud, with a bearer token).
 */
public final class AnthropicKind implements ProviderKind {
  private static final String DEFAULT_BASE = "https://api.anthropic.com";
  private static final String VERSION = "2023-06-01";

  private final Transport transport;

  public AnthropicKind(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    ModelCall model = call.call();
    ProviderRef provider = model.provider();
    Vertex vertex = Vertex.of(provider);
    WireRequest request =
        new WireRequest(
            "POST",
            vertex == null
                ? Endpoint.of(provider, DEFAULT_BASE).versioned("v1").plus("/messages").uri()
                : vertex.uri(model),
            CallHeaders.of(provider, headers(provider, vertex, call.secret())),
            AnthropicBody.of(model));
    return transport.send(request, connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new FormReader(new AnthropicForm(AnswerTool.of(call.call())), call.call().provider());
  }

  private static Map<String, String> headers(ProviderRef provider, Vertex vertex, String secret) {
    Map<String, String> headers = new HashMap<>();
    if (vertex == null) {
      headers.putAll(CallHeaders.secret("x-api-key", "", secret));
      String version = Fields.option(provider.options(), "version");
      headers.put("anthropic-version", version == null ? VERSION : version);
    } else {
      headers.putAll(CallHeaders.secret("authorization", "Bearer ", secret));
    }
    String beta = Fields.option(provider.options(), "beta");
    if (beta != null) {
      headers.put("anthropic-beta", beta);
    }
    return headers;
  }
}
