package dev.assay.run.engine.dispatch;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelCall;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the calls of a replay carry. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReplayTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static String provider(Map<String, Object> body) {
    String name = unique("provider");
    asAdmin().body(body).put("/v1/providers/" + name).then().statusCode(201);
    return name;
  }

  private List<ModelCall> callsOf(String provider, Map<String, Object> launch) {
    launch.put("target", Map.of("provider", provider, "model", "any"));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    return worker.calls(run);
  }

  @Test
  void shouldCarryTheRecordedAnswerOfTheSameItemAndRepeat() {
    // Given: a finished run of three items, asked twice each
    Map<String, Object> first = Lab.launchOf(3);
    first.put("repeats", 2);
    UUID recorded = lab.launch(first);
    lab.awaitEnd(recorded);
    worker.answeringOne(Replies::wrong);
    String replay =
        provider(Map.of("kind", "replay", "options", Map.of("run", recorded.toString())));

    // When: four items three times each, of which three items twice each were recorded
    Map<String, Object> second = Lab.launchOf(4);
    second.put("repeats", 3);
    List<ModelCall> calls = callsOf(replay, second);

    // Then
    assertThat(calls).hasSize(12);
    for (ModelCall call : calls) {
      JsonNode hint = call.request().hint();
      boolean known = !call.itemId().equals("item-3") && call.repeat() < 2;
      if (known) {
        assertThat(hint.path("output").asText()).isEqualTo("a" + call.itemId().substring(5));
        assertThat(hint.at("/usage/input").asInt()).isEqualTo(10);
        assertThat(hint.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(hint.path("latency_ms").asInt()).isEqualTo(20);
      } else {
        assertThat(hint).isNull();
      }
    }
  }

  @Test
  void shouldRefuseAReplayOfARunThatIsNotThere() {
    asAdmin()
        .body(Map.of("kind", "replay", "options", Map.of("run", UUID.randomUUID().toString())))
        .put("/v1/providers/" + unique("provider"))
        .then()
        .statusCode(422)
        .body("detail", containsString("no run"));
  }

  @Test
  void shouldGiveNothingOfARunOfAnotherWorkspace() {
    // Given a finished run of one workspace, and another workspace
    UUID foreign = lab.launch(Lab.launchOf(2));
    lab.awaitEnd(foreign);
    String key = otherWorkspaceKey();
    String provider = unique("provider");

    // When / Then it is refused when the provider is saved
    as(key)
        .body(Map.of("kind", "replay", "options", Map.of("run", foreign.toString())))
        .put("/v1/providers/" + provider)
        .then()
        .statusCode(422)
        .body("detail", containsString("no run"));

    // And were it there all the same, it would give no answer
    String own =
        as(key).body(Lab.pushOf(2)).post("/v1/runs").then().statusCode(201).extract().path("id");
    as(key)
        .body(Map.of("kind", "replay", "options", Map.of("run", own)))
        .put("/v1/providers/" + provider)
        .then()
        .statusCode(201);
    assertThat(
            lab.all(
                "update providers set settings = replace(settings::text, $1, $2)::json"
                    + " where name = $3 and settings::text like '%' || $1 || '%' returning 1",
                own, foreign.toString(), provider))
        .hasSize(1);
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("target", Map.of("provider", provider, "model", "any"));
    UUID run =
        UUID.fromString(
            as(key).body(launch).post("/v1/runs").then().statusCode(201).extract().path("id"));
    await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 2);
    assertThat(worker.calls(run)).allMatch(call -> call.request().hint() == null);
  }
}
