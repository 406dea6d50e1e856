package dev.assay.worker.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.call.BreakerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A provider that answers with a recording, and the worker that calls it over a real socket. */
public final class Wire implements AutoCloseable {
  /** What {@link LoopRig} knows under the name {@code KEY}. */
  public static final String SECRET = "top-secret-value";

  private static final ProviderRef.Credential KEY = new ProviderRef.Credential("KEY", null);

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
  private final LoopRig rig = new LoopRig(BreakerSettings.DEFAULT);
  private int accounts;

  public Wire() {
    server.start();
  }

  /** A recording below {@code wire/}, as bytes. */
  public static byte[] bytes(String name) {
    try (InputStream in = Wire.class.getResourceAsStream("/wire/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A recording below {@code wire/}, as text. */
  public static String text(String name) {
    return new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The content type that goes with a recording's name. */
  public static String contentType(String name) {
    return name.endsWith(".sse")
        ? "text/event-stream; charset=utf-8"
        : name.endsWith(".ndjson") ? "application/x-ndjson" : "application/json";
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Calls with a credential, once. */
  public Calls call(String kind, String basePath) {
    return Calls.simulated()
        .kind(kind)
        .baseUrl(url() + basePath)
        .credential(KEY)
        .attempts(1)
        .hint(null);
  }

  /** Answers a call with a recording. */
  public ModelReply reply(Calls call, int status, String recording) {
    return reply(
        call,
        aResponse()
            .withStatus(status)
            .withHeader("content-type", contentType(recording))
            .withBody(bytes(recording)));
  }

  public ModelReply reply(Calls call, ResponseDefinitionBuilder response) {
    server.resetAll();
    server.stubFor(any(anyUrl()).willReturn(response));
    // What one recording does to its account must not reach the next one.
    call.workspace("ws-" + accounts++);
    return rig.start(call.build()).orTimeout(240, TimeUnit.SECONDS).join();
  }

  /** The answer to a recording of a success. */
  public Answer answer(Calls call, String recording) {
    ModelReply reply = reply(call, 200, recording);
    if (reply.answer() == null) {
      throw new AssertionError("no answer: " + reply);
    }
    return reply.answer();
  }

  /** The only request that came. */
  public LoggedRequest request() {
    List<LoggedRequest> all =
        server.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    if (all.size() != 1) {
      throw new AssertionError("not one request but " + all.size());
    }
    return all.get(0);
  }

  public int requests() {
    return server.getAllServeEvents().size();
  }

  @Override
  public void close() {
    rig.close();
    server.stop();
  }
}
