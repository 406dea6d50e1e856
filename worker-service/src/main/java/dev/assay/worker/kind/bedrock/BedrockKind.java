package dev.assay.worker.kind.bedrock;

import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.ChatOnly;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * Kind {@code bedrock}: {@code POST /model/{id}/converse} and {@code /converse-stream} of Amazon
 * Bedrock. The credential is {@code ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]}, with which every request
 * is signed, or an API key of Bedrock's, which is sent as a bearer token; the region stands in
 * {@code options.region} or in the URL's host.
 */
public final class BedrockKind implements ProviderKind {
  private static final String SERVICE = "bedrock";

  private final Transport transport;
  private final Time time;

  /** Over this transport, with the time that signatures carry. */
  public BedrockKind(Transport transport, Time time) {
    this.transport = transport;
    this.time = time;
  }

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    return transport.send(encode(call), connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new BedrockReader(call.secret(), call.call().provider());
  }

  /** Whether it is an API key of Bedrock's own, for a long or a short term, and not one of AWS. */
  private static boolean bearer(String secret) {
    String key = secret == null ? "" : secret.strip();
    return key.startsWith("ABSK") || key.startsWith("bedrock-api-key-");
  }

  /** The signed request that asks the question. The hint of a call is not part of it. */
  WireRequest encode(KindCall call) {
    ProviderRef provider = call.call().provider();
    ModelRequest request = call.call().request();
    ChatOnly.check(call.call());
    BedrockTarget target = BedrockTarget.of(provider, request.model(), request.stream());
    byte[] body = ConverseRequest.body(request);
    if (bearer(call.secret())) {
      Map<String, String> headers = BedrockTarget.headers(provider, request.stream());
      headers.put("authorization", "Bearer " + call.secret().strip());
      return new WireRequest("POST", target.uri(), headers, Buffer.buffer(body));
    }
    AwsCredentials credentials = AwsCredentials.parse(call.secret(), provider.name());
    Map<String, String> headers =
        new SigV4(credentials, target.region(), SERVICE)
            .sign(
                "POST",
                target.uri(),
                BedrockTarget.headers(provider, request.stream()),
                body,
                time.now());
    return new WireRequest("POST", target.uri(), headers, Buffer.buffer(body));
  }
}
