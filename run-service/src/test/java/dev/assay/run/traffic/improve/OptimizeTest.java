package dev.assay.run.traffic.improve;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Better versions of skills, as models propose them. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class OptimizeTest {
  @Inject Lab lab;
  @Inject ImprovementSteps steps;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private Improving improving;

  @BeforeEach
  void begin() {
    improving = new Improving(lab);
  }

  @Test
  void shouldSayWhatItWouldAskAndSpendNothing() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();

    // When / Then
    asAdmin()
        .body(Map.of("dry_run", true))
        .post("/v1/runs/{id}/optimize", run)
        .then()
        .statusCode(200)
        .body("skill", equalTo(improving.skill()))
        .body("from_version", equalTo(1))
        .body("pairs", equalTo(2))
        .body("fields", equalTo(Map.of("currency", 2)))
        .body("model", equalTo(Map.of("provider", "simulated", "model", "sim")))
        .body("estimated_tokens", greaterThan(500))
        .body("sentence", containsString("2 of 2 answers that were corrected, in which 1 field"));
    asAdmin()
        .body(Map.of("dry_run", true, "pairs", 1))
        .post("/v1/runs/{id}/optimize", run)
        .then()
        .body("pairs", equalTo(1));
    asAdmin().get("/v1/improvements?run=" + run).then().body("data", empty());
    asAdmin().get("/v1/datasets/{name}", "improve." + improving.skill()).then().statusCode(404);
    assertThat(improving.versions()).containsExactly(1);
  }

  @Test
  void shouldMakeAVersionOfAProposal() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);

    // When
    UUID id = Improving.optimize(run, "instructions", "Keep it short.");
    JsonPath end = Improving.awaitEnd(id);

    // Then
    assertThat(end.getString("state")).isEqualTo("done");
    assertThat(end.getString("kind")).isEqualTo("optimize");
    assertThat(end.getInt("version")).isEqualTo(2);
    assertThat(end.<Object>get("next_run")).isNull();
    JsonNode made = improving.version(2);
    assertThat(made.path("state").asText()).isEqualTo("proposed");
    assertThat(made.at("/definition/prompt/system").asText()).isEqualTo(Improving.SYSTEM);
    assertThat(made.at("/definition/output_schema/type").asText()).isEqualTo("object");
    JsonNode from = made.at("/definition/provenance");
    assertThat(from.path("kind").asText()).isEqualTo("optimized");
    assertThat(from.path("from_version").asInt()).isEqualTo(1);
    assertThat(from.path("run_id").asText()).isEqualTo(run.toString());
    assertThat(from.path("improvement").asText()).isEqualTo(id.toString());
    assertThat(from.path("pairs").asInt()).isEqualTo(2);
    assertThat(from.path("provider").asText()).isEqualTo("simulated");
    assertThat(from.path("model").asText()).isEqualTo("sim");

    // And the model was shown what went wrong, in a run of its own that no list shows
    UUID asking = UUID.fromString(end.getString("model_run"));
    List<ModelCall> calls = worker.calls(asking);
    assertThat(calls).hasSize(1);
    String system = calls.get(0).request().messages().get(0).content().asText();
    String user = calls.get(0).request().messages().get(1).content().asText();
    assertThat(system).contains("You improve the prompt of a skill").contains("Keep it short.");
    assertThat(user)
        .contains("Read the document.", "{{input}}", "document a", "document b", "dollars")
        .doesNotContain("document c");
    assertThat(calls.get(0).request().params().at("/response_format/type").asText())
        .isEqualTo("json_schema");
    assertThat(lab.show(asking).getString("purpose")).isEqualTo("optimization");
    String found = "/v1/runs?q=improve " + improving.skill();
    asAdmin().get(found).then().statusCode(200).body("data", empty());
    asAdmin().get(found + "&purpose=optimization").then().body("data", hasSize(1));
  }

  @Test
  void shouldMakeOneVersionHoweverOftenItsStepRuns() {
    // Given a model that has answered
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);
    UUID id = Improving.optimize(run);
    lab.awaitEnd(UUID.fromString(Improving.show(id).getString("model_run")));

    // When the step runs several times at once, beside the service's own
    Uni.join()
        .all(steps.follow(id), steps.follow(id), steps.follow(id))
        .andCollectFailures()
        .await()
        .atMost(Lab.LONG);

    // Then
    assertThat(Improving.awaitEnd(id).getInt("version")).isEqualTo(2);
    steps.follow(id).await().atMost(Lab.LONG);
    assertThat(improving.versions()).containsExactly(2, 1);
    assertThat(Improving.show(id).getString("state")).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I would rather talk.                                      | is not JSON",
        "{\"reasoning\": \"none\"}                                 | has no prompt",
        "{\"prompt\": {\"system\": \"Read it.\", \"user\": \"?\"}} | leaves out {{input}}",
        "{\"prompt\": {\"system\": \"{{colour}}\", \"user\": \"{{input}}\"}} | fills in {{colour}}",
        "{\"prompt\": {\"system\": \"Read the document.\", \"user\": \"{{input}}\"}} | says already"
      })
  void shouldFailWithASentenceAndMakeNoVersion(String proposal, String why) {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, proposal);

    // When
    JsonPath end = Improving.awaitEnd(Improving.optimize(run));

    // Then
    assertThat(end.getString("state")).isEqualTo("failed");
    assertThat(end.getString("error")).contains("model").contains(why);
    assertThat(end.<Object>get("version")).isNull();
    assertThat(improving.versions()).containsExactly(1);
  }

  @Test
  void shouldFailWhenTheModelGivesNoAnswer() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_REFUSED_REQUEST));

    // When
    JsonPath end = Improving.awaitEnd(Improving.optimize(run));

    // Then
    assertThat(end.getString("state")).isEqualTo("failed");
    assertThat(end.getString("error"))
        .contains("The model gave no answer.", "The provider failed on purpose.");
  }

  @Test
  void shouldFailWhenItsRunIsCancelled() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    worker.holding(Improving::isProposal);
    UUID id = Improving.optimize(run);

    // When
    lab.act(UUID.fromString(Improving.show(id).getString("model_run")), "cancel");
    worker.release();

    // Then
    assertThat(Improving.awaitEnd(id).getString("error")).contains("was cancelled");
  }

  @Test
  void shouldAskWhomTheRequestNames() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);

    // When
    UUID id =
        Improving.optimize(
            run, "provider", "simulated", "model", "wise", "params", Map.of("temperature", 0.5));
    JsonPath end = Improving.awaitEnd(id);

    // Then
    ModelCall call = worker.calls(UUID.fromString(end.getString("model_run"))).get(0);
    assertThat(call.request().model()).isEqualTo("wise");
    assertThat(call.request().params().path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(call.request().params().has("response_format")).isTrue();
  }

  @Test
  void shouldAnswerTheSameUnderTheSameKey() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    worker.holding(Improving::isProposal);

    // When
    String first = underAKey(run);
    String second = underAKey(run);

    // Then
    assertThat(second).isEqualTo(first);
    asAdmin().get("/v1/improvements?run=" + run).then().body("data", hasSize(1));
  }

  private static String underAKey(UUID run) {
    return asAdmin()
        .header(Idempotency.HEADER, "improve-" + run)
        .body(Map.of("pairs", 2))
        .post("/v1/runs/{id}/optimize", run)
        .then()
        .statusCode(202)
        .header("Location", containsString("/v1/improvements/"))
        .body("state", equalTo("asking"))
        .body("finished_at", nullValue())
        .extract()
        .path("id");
  }

  @Test
  void shouldListThemByTheirRun() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    worker.holding(Improving::isProposal);
    UUID first = Improving.optimize(run);
    lab.act(UUID.fromString(Improving.show(first).getString("model_run")), "cancel");
    Improving.awaitEnd(first);
    UUID second = Improving.optimize(run);

    // When / Then
    String cursor =
        asAdmin()
            .get("/v1/improvements?limit=1&run=" + run)
            .then()
            .statusCode(200)
            .body("data.id", equalTo(List.of(second.toString())))
            .body("next_cursor", notNullValue())
            .extract()
            .path("next_cursor");
    asAdmin()
        .get("/v1/improvements?limit=1&run=" + run + "&cursor=" + cursor)
        .then()
        .body("data.id", equalTo(List.of(first.toString())))
        .body("next_cursor", nullValue());
    String other = otherWorkspaceKey();
    as(other).get("/v1/improvements/{id}", first).then().statusCode(404);
    as(other).get("/v1/improvements").then().body("data", empty());
  }

  @Test
  void shouldNeedAKeyThatMayMakeVersions() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    String key = keyWith("run");

    // When / Then
    as(key)
        .body(Map.of())
        .post("/v1/runs/{id}/optimize", run)
        .then()
        .statusCode(403)
        .body("detail", containsString("the scope write"));
    as(key)
        .body(Map.of("dry_run", true))
        .post("/v1/runs/{id}/optimize", run)
        .then()
        .statusCode(200);
  }

  @Test
  void shouldRefuseWhatCannotBeImproved() {
    // Given
    UUID unsaved = improving.evaluated();
    refused(unsaved, Map.of(), 422, "in the library that could be improved");
    improving.save("Read the document.");
    refused(unsaved, Map.of("pairs", 0), 422, "pairs: must be from 1 to 200");
    refused(unsaved, Map.of("model", "wise"), 422, "give provider and model, or none");
    refused(unsaved, Map.of("model", "m", "provider", "none-such"), 422, "none-such");

    // When / Then
    UUID plain = lab.launch(Lab.launchOf(1));
    refused(plain, Map.of(), 422, "The run is about no skill");
    lab.awaitEnd(plain);
    Map<String, Object> launch = improving.production().launch();
    launch.put("scorers", List.of("exact_match"));
    UUID without = lab.launch(launch);
    lab.awaitEnd(without);
    refused(without, Map.of(), 400, "no scorer that compares fields");
    scoring.silentToTasks(true);
    UUID running = lab.launch(improving.production().launch());
    refused(running, Map.of(), 409, "went wrong in a run that is successful");
    lab.act(running, "cancel");
    scoring.silentToTasks(false);
  }

  @Test
  void shouldRefuseARunInWhichNothingIsWrong() {
    // Given
    improving.save("Read the document.");
    improving.production().log("requests", improving.production().request("x", 1, map("total", 1)));
    improving.production().say("x", "response", Map.of("total", 1));
    UUID run = lab.launch(improving.production().launch());
    lab.awaitEnd(run);

    // When / Then
    refused(run, Map.of(), 409, "there is nothing to learn from");
  }

  private static void refused(UUID run, Map<String, Object> body, int status, String why) {
    asAdmin()
        .body(body)
        .post("/v1/runs/{id}/optimize", run)
        .then()
        .statusCode(status)
        .body("detail", containsString(why))
        .body("detail", not(containsString("null")));
  }
}
