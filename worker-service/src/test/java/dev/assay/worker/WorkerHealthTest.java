package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the service says of itself while no broker is there. */
@QuarkusTest
class WorkerHealthTest {
  @TestHTTPResource URI base;

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Test
  void shouldBeAliveButNotReadyWithoutABroker() throws Exception {
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldShowItsMetrics() throws Exception {
    assertThat(get("/q/metrics").body())
        .contains("assay_worker_attempts_seconds_count{outcome=\"rate_limited\"")
        .contains("assay_worker_calls_running")
        .contains("assay_worker_duplicates_total")
        .contains("assay_worker_breakers_open");
  }
}
