package dev.assay.worker.kind.azure;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.openai.OpenAiApi;
import dev.assay.worker.kind.parts.CallHeaders;
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
 * Kind {@code azure_openai}: {@code {base_url}/openai/deployments/{deployment}/...} with a dated
 * {@code api-version}; the responses interface at {@code /openai/v1/responses}, which has none. The
 * deployment is the option of that name, else the model. The secret goes into {@code api-key}, or
 * with {@code "auth": "bearer"} into {@code authorization}, for tokens of Entra ID; what was had
 * for the call goes there, too.
 */
public final class AzureOpenAiKind implements ProviderKind {
  /** The first that knows reasoning models, and the name of the limit that they take. */
  private static final String API_VERSION = "2025-04-01-preview";

  private final Transport transport;

  public AzureOpenAiKind(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return "azure_openai";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    ModelCall model = call.call();
    ProviderRef provider = model.provider();
    OpenAiApi api = OpenAiApi.of(model);
    String named = option(provider, "max_tokens_field");
    WireRequest request =
        new WireRequest(
            "POST",
            uri(model, api),
            CallHeaders.of(provider, secret(call)),
            api.body(model, named == null ? "max_completion_tokens" : named));
    return transport.send(request, connectTimeoutMs, listener);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new FormReader(OpenAiApi.of(call.call()).form(call.call()), call.call().provider());
  }

  private static URI uri(ModelCall call, OpenAiApi api) {
    ProviderRef provider = call.provider();
    Endpoint base = Endpoint.of(provider, null);
    String version = option(provider, "api_version");
    if (api == OpenAiApi.RESPONSES) {
      Endpoint responses = base.plus("/openai/v1" + api.path());
      return (version == null ? responses : responses.query("api-version", version)).uri();
    }
    String deployment = option(provider, "deployment");
    return base.plus("/openai/deployments/")
        .plus(Endpoint.segment(provider, deployment == null ? call.request().model() : deployment))
        .plus(api.path())
        .query("api-version", version == null ? API_VERSION : version)
        .uri();
  }

  private static Map<String, String> secret(KindCall call) {
    return call.had() || "bearer".equals(option(call.call().provider(), "auth"))
        ? CallHeaders.secret("authorization", "Bearer ", call.secret())
        : CallHeaders.secret("api-key", "", call.secret());
  }

  private static String option(ProviderRef provider, String name) {
    return Fields.option(provider.options(), name);
  }
}
