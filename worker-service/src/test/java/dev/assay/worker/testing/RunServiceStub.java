package dev.assay.worker.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A run-service that answers as a test says, known to the application as {@code assay.run.url}.
 * Attempts have five seconds, and all of them together eight.
 */
public final class RunServiceStub implements QuarkusTestResourceLifecycleManager {
  private static volatile WireMockServer server;

  private final WireMockServer own =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  /** The server of the application that runs. */
  public static WireMockServer server() {
    return server;
  }

  @Override
  public Map<String, String> start() {
    own.start();
    server = own;
    return Map.of(
        "assay.run.url",
        "http://127.0.0.1:" + own.port() + "/",
        "quarkus.fault-tolerance.\"dev.assay.worker.asset.AssetReader/attempt\".timeout.value",
        "5000",
        "quarkus.fault-tolerance.\"dev.assay.worker.asset.AssetReader/attempt\".timeout.unit",
        "millis",
        "quarkus.rest-client.run-service.read-timeout",
        "8000");
  }

  @Override
  public void stop() {
    own.stop();
  }
}
