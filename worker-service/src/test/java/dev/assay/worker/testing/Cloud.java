package dev.assay.worker.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ProviderRef;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A cloud on loopback: its models, and who gives out keys and tokens. */
public final class Cloud implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
  private final Map<String, String> environment = new HashMap<>();
  private LoopRig rig;

  /** With nothing but a home that holds nothing, and all identities let go to loopback. */
  public Cloud(String home) {
    server.start();
    environment.put("HOME", home);
    environment.put("ASSAY_AMBIENT_CREDENTIALS", "aws=127.0.0.1 azure=127.0.0.1 google=127.0.0.1");
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Host and port. */
  public String host() {
    return "127.0.0.1:" + server.port();
  }

  /** A variable of the worker's environment, to be set before the first call. */
  public Cloud with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Answers a path from now on. */
  public Cloud answers(String path, int status, String body) {
    server.stubFor(
        any(urlPathEqualTo(path)).willReturn(aResponse().withStatus(status).withBody(body)));
    return this;
  }

  /** Answers the calls of models. */
  public Cloud model(String pathPattern, String body) {
    server.stubFor(
        any(urlPathMatching(pathPattern))
            .willReturn(
                aResponse()
                    .withStatus(200)
                    .withHeader("content-type", "application/json")
                    .withBody(body)));
    return this;
  }

  /** A provider of this cloud that uses the worker's own identity, tried once. */
  public Calls own(String kind) {
    return Calls.simulated()
        .kind(kind)
        .baseUrl(url())
        .credential(ProviderRef.Credential.AMBIENT)
        .attempts(1)
        .hint(null);
  }

  public ModelReply call(Calls call) {
    if (rig == null) {
      rig = new LoopRig(environment);
    }
    return rig.start(call.build()).orTimeout(240, TimeUnit.SECONDS).join();
  }

  /** Requests of a path, in order. */
  public List<LoggedRequest> asked(String pathPattern) {
    return server.findAll(anyRequestedFor(urlPathMatching(pathPattern)));
  }

  /** The only request of a path. */
  public LoggedRequest onlyAsked(String pathPattern) {
    List<LoggedRequest> all = asked(pathPattern);
    if (all.size() != 1) {
      throw new AssertionError(pathPattern + " was asked for " + all.size() + " times");
    }
    return all.get(0);
  }

  /** A form as it was posted. */
  public static Map<String, String> form(LoggedRequest request) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : request.getBodyAsString().split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  @Override
  public void close() {
    if (rig != null) {
      rig.close();
    }
    server.stop();
  }
}
