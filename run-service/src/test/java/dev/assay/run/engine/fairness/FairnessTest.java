package dev.assay.run.engine.fairness;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workspaces share the workers by their weights and within their quotas. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class FairnessTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  private static String workspaceOf(String key) {
    return as(key).get("/v1/workspaces").then().statusCode(200).extract().path("data[0].id");
  }

  private static void share(String key, Integer weight, Integer runs, Integer inFlight) {
    Map<String, Object> share = new HashMap<>();
    share.put("weight", weight);
    share.put("max_runs", runs);
    share.put("max_in_flight", inFlight);
    asAdmin().body(share).put("/v1/workspaces/{id}/share", workspaceOf(key)).then().statusCode(200);
  }

  private static UUID launch(String key, int items) {
    Map<String, Object> launch = launchOf(items);
    launch.put("concurrency", items);
    return UUID.fromString(
        as(key).body(launch).post("/v1/runs").then().statusCode(201).extract().path("id"));
  }

  private static String status(String key, UUID run) {
    return as(key).get("/v1/runs/{id}", run).then().statusCode(200).extract().path("status");
  }

  private static void awaitEnd(String key, UUID run) {
    await().atMost(Lab.LONG).until(() -> status(key, run).equals("successful"));
  }

  @Test
  void shouldShareWorkersByWeight() {
    // Given runs of two workspaces, of which one has two, before there is a worker
    String light = otherWorkspaceKey();
    String heavy = otherWorkspaceKey();
    share(heavy, 3, null, null);
    UUID first = launch(light, 300);
    UUID second = launch(light, 300);
    UUID third = launch(heavy, 300);

    // When there is one that cannot have all
    try (FakeWorker worker = FakeWorker.start("fair", 200).holding(call -> true)) {
      await()
          .atMost(Lab.LONG)
          .until(
              () ->
                  worker.held(first).size() + worker.held(second).size() + worker.held(third).size()
                      == 200);

      // Then
      assertThat(worker.held(first)).hasSize(25);
      assertThat(worker.held(second)).hasSize(25);
      assertThat(worker.held(third)).hasSize(150);
      worker.release();
      awaitEnd(light, first);
      awaitEnd(light, second);
      awaitEnd(heavy, third);
    }
  }

  @Test
  void shouldHaveNoMoreCallsInFlightThanAWorkspaceMay() {
    // Given
    String key = otherWorkspaceKey();
    share(key, 1, null, 7);

    // When
    try (FakeWorker worker = FakeWorker.start("bound", 200).holding(call -> true)) {
      UUID run = launch(key, 40);
      UUID beside = launch(key, 40);
      String free = otherWorkspaceKey();
      UUID other = launch(free, 40);
      await().atMost(Lab.LONG).until(() -> worker.held(other).size() == 40);
      await()
          .atMost(Lab.LONG)
          .until(() -> worker.held(run).size() + worker.held(beside).size() == 7);

      // Then, with every answer, another one follows and none more
      worker.releaseSome(20);
      await()
          .atMost(Lab.LONG)
          .until(() -> worker.held(run).size() + worker.held(beside).size() == 7);
      worker.release();
      awaitEnd(key, run);
      awaitEnd(key, beside);
      awaitEnd(free, other);
    }
  }

  @Test
  void shouldLetRunsWaitThatAreMoreThanAWorkspaceMayHave() {
    // Given a workspace that may have one run at a time
    String key = otherWorkspaceKey();
    share(key, 1, 1, null);
    try (FakeWorker worker = FakeWorker.start("one", 200).holding(call -> true)) {
      UUID first = launch(key, 5);
      await().atMost(Lab.LONG).until(() -> worker.held(first).size() == 5);

      // When it launches another one, and somebody else does after it
      UUID second = launch(key, 5);
      String free = otherWorkspaceKey();
      UUID other = launch(free, 5);
      await().atMost(Lab.LONG).until(() -> worker.held(other).size() == 5);

      // Then that one waits until the first has ended
      assertThat(status(key, second)).isEqualTo("queued");
      assertThat(worker.calls(second)).isEmpty();
      worker.release();
      awaitEnd(key, first);
      awaitEnd(key, second);
      awaitEnd(free, other);
    }
  }

  @Test
  void shouldShowAndCheckShares() {
    String key = otherWorkspaceKey();
    String id = workspaceOf(key);
    as(key)
        .get("/v1/workspaces")
        .then()
        .statusCode(200)
        .body("data[0].share.weight", is(1))
        .body("data[0].share.max_runs", nullValue());
    share(key, 4, 10, 100);
    as(key)
        .get("/v1/workspaces")
        .then()
        .body("data[0].share.weight", is(4))
        .body("data[0].share.max_runs", is(10))
        .body("data[0].share.max_in_flight", is(100));
    asAdmin()
        .body(Map.of("weight", 0))
        .put("/v1/workspaces/{id}/share", id)
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("weight"));
    asAdmin()
        .body(Map.of("weight", 1))
        .put("/v1/workspaces/{id}/share", UUID.randomUUID())
        .then()
        .statusCode(404);
    // Who would take more for himself may not
    as(key)
        .body(Map.of("weight", 1000))
        .put("/v1/workspaces/{id}/share", id)
        .then()
        .statusCode(403)
        .body("detail", containsString("default"));
  }
}
