package dev.assay.run.engine.judging;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.unique;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Judges are asked by workers, too. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class JudgedBacklogTest extends JudgedRunsSetup {
  @Test
  void shouldCountJudgesAmongWhatWaitsForWorkers() {
    // Given a judge that is asked and does not answer
    String provider = unique("wise");
    asAdmin()
        .body(Map.of("name", provider, "kind", "simulated"))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    worker.holding(Replies::isJudge);
    Map<String, Object> launch = launchOf(5);
    launch.put("judge", Map.of("provider", provider, "model", "wise", "concurrency", 2));
    launch.put("scorers", List.of(Map.of("id", "llm_judge", "threshold", 0.8)));
    UUID run = lab.launch(launch);

    // Then what it has, and what it has not yet, are what workers are wanted for
    String account = "accounts.find { it.provider == '" + provider + "' }.";
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                as(keyWith("scale"))
                    .get("/v1/backlog")
                    .then()
                    .statusCode(200)
                    .body(account + "dispatched", is(2))
                    .body(account + "pending", is(3))
                    .body(account + "usable", is(2)));
    worker.release();
    lab.awaitEnd(run);
  }

  @Test
  void shouldKnowWhatWaitsBesideARunWhoseDefinitionCannotBeRead() {
    // Given a run of before, whose definition has what a text of PostgreSQL cannot have
    worker.holding(Replies::isJudge);
    Map<String, Object> launch = launchOf(2);
    launch.put("judge", JUDGE);
    launch.put("scorers", List.of(Map.of("id", "llm_judge", "threshold", 0.8)));
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> !worker.held(run).isEmpty());
    String spec =
        lab.one("select spec::text as spec from runs where id = $1", run).getString("spec");
    lab.all(
        "update runs set spec = '{\"judges\": {\"x\": {\"provider\": \"\\u0000\", \"surplus\": 1}}}'"
            + " where id = $1",
        run);

    // Then
    as(keyWith("scale")).get("/v1/backlog").then().statusCode(200);
    lab.all("update runs set spec = $2::text::json where id = $1", run, spec);
    worker.release();
    lab.awaitEnd(run);
  }
}
