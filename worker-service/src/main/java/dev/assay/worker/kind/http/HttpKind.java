package dev.assay.worker.kind.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.ChatOnly;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.RecordHeaders;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.kind.reading.FormReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Kind {@code http}: any endpoint, asked with a body made from a template and read by JSON
 * pointers. The target is whatever stands behind it: an agent, an application, a gateway.
 */
public final class HttpKind implements ProviderKind {
  private final Transport transport;

  public HttpKind(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    return transport.send(encode(call), connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    ProviderRef provider = call.call().provider();
    if (call.call().request().stream()
        && provider.options() != null
        && provider.options().path("stream").path("text").isTextual()) {
      return new FormReader(new HttpForm(HttpOptions.of(provider)), provider);
    }
    return new HttpReader(() -> HttpOptions.of(provider));
  }

  /** The request that the options describe. */
  WireRequest encode(KindCall call) {
    ChatOnly.check(call.call());
    ProviderRef provider = call.call().provider();
    HttpOptions options = HttpOptions.of(provider);
    BodyTemplate template = new BodyTemplate(new TemplateValues(call.call().request()));
    Map<String, String> headers = RecordHeaders.of(provider);
    headers.putIfAbsent(
        "accept",
        call.call().request().stream()
            ? "application/json, text/event-stream"
            : "application/json");
    if (options.headers() != null) {
      options
          .headers()
          .properties()
          .forEach(
              header -> RecordHeaders.add(headers, header.getKey(), header.getValue().asText("")));
    }
    if (call.secret() != null) {
      if (options.credentialHeader() == null) {
        headers.put("authorization", "Bearer " + call.secret());
      } else {
        RecordHeaders.add(headers, options.credentialHeader(), call.secret());
      }
    }
    Buffer body = Buffer.buffer();
    if (options.body() != null && !options.method().equals("GET")) {
      headers.putIfAbsent("content-type", "application/json");
      body = json(template.fill(options.body()));
    }
    return new WireRequest(options.method(), uri(provider, options, template), headers, body);
  }

  private static Buffer json(Object body) {
    try {
      return Buffer.buffer(Json.mapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request in memory cannot fail to be written", e);
    }
  }

  private static URI uri(ProviderRef provider, HttpOptions options, BodyTemplate template) {
    String base = provider.baseUrl() == null ? "" : provider.baseUrl();
    String path = options.path() == null ? "" : template.fillPath(options.path());
    if (!path.isEmpty() && !path.startsWith("/")) {
      // Or it would go on with the host's name.
      throw bad(provider);
    }
    try {
      URI uri = new URI(path.isEmpty() ? base : base.replaceAll("/+$", "") + path);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw bad(provider);
    }
    throw bad(provider);
  }

  private static UnusableProviderException bad(ProviderRef provider) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_UNREACHABLE,
        "Provider " + provider.name() + " has no usable URL: http or https, no user info.");
  }
}
