package dev.assay.run.library.providers.test;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One small call through a worker. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TrialTest {
  @Inject WorkerRegistry workers;

  private static String provider(Map<String, Object> models) {
    String name = unique("provider");
    asAdmin()
        .body(
            Map.of(
                "name",
                name,
                "kind",
                "openai",
                "base_url",
                "https://api.example.com/v1",
                "models",
                models))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    return name;
  }

  private static ValidatableResponse test(String name, Object body) {
    return asAdmin().body(body).post("/v1/providers/" + name + "/test").then();
  }

  @Test
  void shouldSayWhatBecameOfTheCall() {
    // Given
    String name = provider(Map.of("gpt-b", Map.of(), "gpt-a", Map.of()));
    try (FakeWorker worker = FakeWorker.start()) {
      await().atMost(Duration.ofMinutes(4)).until(() -> workers.alive() > 0);

      // When / Then a model that the caller names
      test(name, Map.of("model", "gpt-z"))
          .statusCode(200)
          .body("ok", equalTo(true))
          .body("outcome", equalTo("ok"))
          .body("http_status", equalTo(200))
          .body("model", equalTo("sim"))
          .body("message", containsString(name));

      // When / Then the first it lists, refused
      worker.answering(
          call ->
              List.of(
                  call.request().model().equals("gpt-a")
                      ? Replies.failed(call, ErrorCode.PROVIDER_ERROR)
                      : Replies.right(call)));
      test(name, Map.of("operation", "embeddings"))
          .statusCode(200)
          .body("ok", equalTo(false))
          .body("outcome", equalTo("transient"))
          .body("http_status", equalTo(500))
          .body("model", equalTo("gpt-a"))
          .body("message", containsString("on purpose"));

      // When / Then without a body at all
      asAdmin().post("/v1/providers/simulated/test").then().statusCode(200);
    }
  }

  @Test
  void shouldAskForAModelWhenNoneIsKnown() {
    // When / Then
    test(provider(Map.of()), Map.of()).statusCode(422).body("violations.field", hasItem("model"));
    test(provider(Map.of()), Map.of("operation", "sing"))
        .statusCode(422)
        .body("violations.field", hasItem("operation"));
  }

  @Test
  void shouldSayThatNoWorkerIsThere() {
    // Given
    await().atMost(Duration.ofMinutes(4)).until(() -> workers.alive() == 0);

    // When / Then
    test(provider(Map.of("m", Map.of())), Map.of())
        .statusCode(503)
        .body("code", equalTo("UNAVAILABLE"))
        .body("detail", containsString("worker"));
  }

  @Test
  void shouldNotTryProvidersOfOthers() {
    // Given
    String name = provider(Map.of("m", Map.of()));

    // When / Then
    as(otherWorkspaceKey())
        .body(Map.of())
        .post("/v1/providers/" + name + "/test")
        .then()
        .statusCode(404);
  }
}
