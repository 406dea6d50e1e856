package dev.assay.run.engine.backlog;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.AccountLoad.Phase;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What workers are scaled by. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class BacklogTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static String provider(Map<String, Object> limits) {
    String name = unique("scaled");
    Map<String, Object> body = new HashMap<>(Map.of("name", name, "kind", "simulated"));
    body.put("limits", limits);
    asAdmin().body(body).post("/v1/providers").then().statusCode(201);
    return name;
  }

  private UUID held(String provider, int items, int concurrency) {
    worker.holding(call -> true);
    Map<String, Object> launch = launchOf(items);
    launch.put("target", Map.of("provider", provider, "model", "m"));
    launch.put("concurrency", concurrency);
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() >= Math.min(items, concurrency));
    return run;
  }

  private static JsonPath backlog() {
    return as(keyWith("scale")).get("/v1/backlog").then().statusCode(200).extract().jsonPath();
  }

  private static Map<String, Object> account(String provider) {
    return backlog().getMap("accounts.find { it.provider == '" + provider + "' }");
  }

  @Test
  void shouldCountWhatWaitsAndWhatIsInFlight() {
    // Given a run of which some is with workers
    String provider = provider(Map.of());
    UUID run = held(provider, 200, 4);
    int dispatched = lab.show(run).getInt("counts.in_flight");

    // Then
    Map<String, Object> account = account(provider);
    assertThat(account)
        .containsEntry("workspace", "default")
        .containsEntry("pending", 200 - dispatched)
        .containsEntry("dispatched", dispatched)
        .containsEntry("runs", 1)
        .containsEntry("wanted", 4)
        .containsEntry("usable", 4)
        .containsEntry("paused", false);
    assertThat((int) account.get("oldest_seconds")).isNotNegative();
    JsonPath all = backlog();
    assertThat(all.getInt("workers_useful")).isPositive();
    assertThat(all.getInt("calls_per_worker")).isEqualTo(256);
    assertThat(all.getInt("workers")).isPositive();
    assertThat(all.getLong("dispatched")).isGreaterThanOrEqualTo(dispatched);

    // When it has ended, then nothing of it waits
    worker.release();
    lab.awaitEnd(run);
    assertThat(account(provider)).isNull();
  }

  @Test
  void shouldNotExceedWhatTheAccountMayUse() {
    String provider = provider(Map.of("max_concurrency", 2));
    UUID run = held(provider, 50, 30);
    assertThat(account(provider)).containsEntry("wanted", 30).containsEntry("usable", 2);
    worker.release();
    lab.awaitEnd(run);
  }

  @Test
  void shouldUseNothingOfAPausedAccountButWhatIsInFlight() {
    // Given
    String provider = provider(Map.of());
    UUID run = held(provider, 3, 3);
    UUID workspace = lab.one("select id from workspaces where name = 'default'").getUUID("id");
    Instant until = Instant.now().plusSeconds(600);
    worker.calling(
        new AccountLoad(
            workspace.toString(),
            provider,
            8,
            50,
            3,
            0,
            null,
            null,
            3,
            9,
            Phase.HOLDING,
            null,
            until,
            0));

    // Then
    await().atMost(Lab.LONG).until(() -> Boolean.TRUE.equals(account(provider).get("paused")));
    assertThat(account(provider)).containsEntry("usable", 0).containsEntry("running", 3);
    assertThat(backlog().getInt("workers_useful")).isPositive();
    worker.release();
    lab.awaitEnd(run);
  }

  @Test
  void shouldTellOnlyWhoScales() {
    as(keyWith("read", "run", "write")).get("/v1/backlog").then().statusCode(403);
    asAdmin().get("/v1/backlog").then().statusCode(200);
    as(otherWorkspaceKey())
        .get("/v1/backlog")
        .then()
        .statusCode(403)
        .body("detail", containsString("default"));
    // And who scales knows nothing else
    as(keyWith("scale")).get("/v1/runs").then().statusCode(403);
  }
}
