package dev.assay.run.traffic.themes.naming;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that a model gives to what the notes of a run speak of. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class NameThemesTest {
  private static final Map<String, Object> BY = Map.of("provider", "simulated", "model", "wise");
  private static final String NAMES =
      "{\"names\": [{\"group\": 1, \"name\": \"Wrong currency\"},"
          + " {\"group\": 2, \"name\": \"Day\\nand month\"}]}";

  @Inject Lab lab;
  @Inject NamingSteps steps;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  @AfterEach
  void heal() {
    lab.alter("drop trigger if exists trouble on theme_namings");
    lab.alter("drop function if exists trouble()");
  }

  /** A run over five answers: three notes on the currency, two on the date. */
  private UUID evaluated() {
    List<String> notes =
        List.of(
            "the currency is USD",
            "day and month of the date are swapped",
            "currency: dollars",
            "the currency again",
            "date: day and month");
    for (int i = 0; i < notes.size(); i++) {
      production.log("requests", production.request("n" + i, i, Map.of("total", i)));
      production.say("n" + i, "response", Map.of("total", i), "notes", notes.get(i));
    }
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    return run;
  }

  private void replying(String text) {
    worker.answeringOne(call -> Replies.answer(call, TextNode.valueOf(text)));
  }

  private static ValidatableResponse post(UUID run, Map<String, Object> body) {
    return asAdmin().body(body).post("/v1/runs/{id}/themes", run).then();
  }

  private static UUID asking(UUID run) {
    return UUID.fromString(
        post(run, BY).statusCode(202).body("state", equalTo("asking")).extract().path("id"));
  }

  private static JsonPath hints(UUID run) {
    return asAdmin().get("/v1/runs/{id}/hints", run).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath awaitEnd(UUID run) {
    await()
        .atMost(Lab.LONG)
        .untilAsserted(() -> assertThat(hints(run).getString("naming.finished_at")).isNotNull());
    return hints(run);
  }

  @Test
  void shouldAskNobodyUnlessSomebodyAsksForNames() {
    // Given
    UUID run = evaluated();

    // When
    JsonPath hints = hints(run);

    // Then
    assertThat(hints.getList("themes")).hasSize(2);
    assertThat(hints.getList("themes.name")).containsOnlyNulls();
    assertThat(hints.<Object>get("naming")).isNull();
    asAdmin().get("/v1/runs?purpose=naming&limit=100&q=" + run).then().body("data", empty());
  }

  @Test
  void shouldSayWhatItWouldAskAndSpendNothing() {
    // Given
    UUID run = evaluated();
    Map<String, Object> body = new HashMap<>(BY);
    body.put("dry_run", true);

    // When / Then
    post(run, body)
        .statusCode(200)
        .body("themes", equalTo(2))
        .body("notes", equalTo(5))
        .body("model", equalTo(Map.of("provider", "simulated", "model", "wise")))
        .body("estimated_tokens", greaterThan(100))
        .body(
            "sentence",
            equalTo(
                "wise of simulated would be asked once for names of 2 themes,"
                    + " shown 5 notes."));
    assertThat(hints(run).<Object>get("naming")).isNull();
  }

  @Test
  void shouldNameThemesAsFarAsTheReplyHasNames() {
    // Given
    UUID run = evaluated();
    replying(NAMES);

    // When
    asking(run);
    JsonPath hints = awaitEnd(run);

    // Then
    assertThat(hints.getString("naming.state")).isEqualTo("done");
    assertThat(hints.getInt("naming.named")).isEqualTo(1);
    assertThat(hints.getInt("naming.refused")).isEqualTo(1);
    assertThat(hints.getString("themes[0].name.text")).isEqualTo("Wrong currency");
    assertThat(hints.getString("themes[0].name.provider")).isEqualTo("simulated");
    assertThat(hints.getString("themes[0].name.model")).isEqualTo("wise");
    assertThat(hints.getString("themes[0].name.at")).isNotNull();
    assertThat(hints.<Object>get("themes[0].name.refused")).isNull();
    assertThat(hints.<Object>get("themes[1].name.text")).isNull();
    assertThat(hints.getString("themes[1].name.refused")).contains("more than one line");
    assertThat(hints.getList("themes[1].terms", String.class)).contains("date", "day", "month");

    // And by a run of its own, within a budget, that no list shows
    UUID model = UUID.fromString(hints.getString("naming.model_run"));
    assertThat(hints.getString("themes[0].name.model_run")).isEqualTo(model.toString());
    JsonPath shown = lab.show(model);
    assertThat(shown.getString("purpose")).isEqualTo("naming");
    assertThat(shown.getInt("budget.max_tokens")).isEqualTo(50_000);
    assertThat(shown.getString("dataset.name"))
        .isEqualTo("themes.traffic.skill." + production.skill());
    ModelCall call = worker.calls(model).get(0);
    assertThat(call.request().model()).isEqualTo("wise");
    assertThat(call.request().messages().get(0).content().asText())
        .contains("You give names to groups of notes")
        .doesNotContain("dollars");
    assertThat(call.request().messages().get(1).content().asText()).contains("currency: dollars");
    assertThat(call.request().params().at("/response_format/type").asText())
        .isEqualTo("json_schema");
    String found = "/v1/runs?q=" + run;
    asAdmin().get(found).then().body("data", empty());
    asAdmin().get(found + "&purpose=naming").then().body("data", hasSize(1));
  }

  @Test
  void shouldNeverTakeWhatANoteTalkedTheModelInto() {
    // Given a reply that is long, hides something, and leads somewhere
    UUID run = evaluated();
    replying(
        "{\"names\": [{\"group\": 1, \"name\": \"See https://evil.example\"},"
            + " {\"group\": 2, \"name\": \"all \\u202efine\"}]}");

    // When
    asking(run);
    JsonPath hints = awaitEnd(run);

    // Then
    assertThat(hints.getInt("naming.named")).isZero();
    assertThat(hints.getList("themes.name.text")).containsOnlyNulls();
    assertThat(hints.getString("themes[0].name.refused")).contains("an address");
    assertThat(hints.getString("themes[1].name.refused")).contains("cannot be seen");
  }

  @Test
  void shouldKeepTheWordsWhenNothingCame() {
    // Given names that are there
    UUID run = evaluated();
    replying(NAMES);
    asking(run);
    awaitEnd(run);
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_REFUSED_REQUEST));

    // When
    UUID second = asking(run);
    await()
        .atMost(Lab.LONG)
        .untilAsserted(() -> assertThat(hints(run).getString("naming.state")).isEqualTo("failed"));

    // Then a later failure takes none away
    JsonPath hints = hints(run);
    assertThat(hints.getString("naming.id")).isEqualTo(second.toString());
    assertThat(hints.getString("naming.error")).contains("The model gave no answer.");
    assertThat(hints.getString("themes[0].name.text")).isEqualTo("Wrong currency");
  }

  @Test
  void shouldFailWithASentenceForAReplyThatIsNone() {
    UUID run = evaluated();
    replying("I would rather talk.");

    asking(run);

    JsonPath hints = awaitEnd(run);
    assertThat(hints.getString("naming.state")).isEqualTo("failed");
    assertThat(hints.getString("naming.error")).contains("no list of names");
    assertThat(hints.getList("themes.name")).containsOnlyNulls();
  }

  @Test
  void shouldTakeThemOnceHoweverOftenItsStepRuns() {
    // Given
    UUID run = evaluated();
    replying(NAMES);
    UUID id = asking(run);
    lab.awaitEnd(UUID.fromString(hints(run).getString("naming.model_run")));

    // When the step runs several times at once, beside the service's own
    Uni.join()
        .all(steps.follow(id), steps.follow(id), steps.follow(id))
        .andCollectFailures()
        .await()
        .atMost(Lab.LONG);

    // Then
    JsonPath once = awaitEnd(run);
    steps.follow(id).await().atMost(Lab.LONG);
    assertThat(hints(run).getString("naming.finished_at"))
        .isEqualTo(once.getString("naming.finished_at"));
  }

  @Test
  void shouldGiveUpWhatFailsWheneverItIsTried() {
    // Given names that cannot be stored
    UUID run = evaluated();
    replying(NAMES);
    lab.alter(
        "create function trouble() returns trigger language plpgsql as"
            + " $$ begin raise exception 'a secret' using errcode = '22P05'; end $$");
    lab.alter(
        "create trigger trouble before update on theme_namings for each row"
            + " when (new.state = 'done') execute function trouble()");

    // When
    UUID id = asking(run);
    await()
        .atMost(Lab.LONG)
        .until(
            () -> {
              lab.all("update sequel_troubles set rests_until = now() where id = $1", id);
              return hints(run).getString("naming.finished_at") != null;
            });

    // Then
    assertThat(hints(run).getString("naming.error"))
        .isEqualTo("Naming themes failed 5 times in a row (SQLSTATE 22P05) and was given up.");
  }

  @Test
  void shouldAskOneAtATime() {
    // Given
    UUID run = evaluated();
    worker
        .holding(call -> call.itemId().equals("names"))
        .answeringOne(call -> Replies.answer(call, TextNode.valueOf(NAMES)));
    asking(run);

    // When / Then
    post(run, BY).statusCode(409).body("detail", containsString("is being asked"));
    worker.release();
    awaitEnd(run);
    replying(NAMES);
    asking(run);
    awaitEnd(run);
  }

  @Test
  void shouldAnswerTheSameUnderTheSameKey() {
    UUID run = evaluated();
    replying(NAMES);

    String first = underAKey(run);
    awaitEnd(run);

    assertThat(underAKey(run)).isEqualTo(first);
  }

  private static String underAKey(UUID run) {
    return asAdmin()
        .header(Idempotency.HEADER, "name-" + run)
        .body(BY)
        .post("/v1/runs/{id}/themes", run)
        .then()
        .statusCode(202)
        .header("Location", containsString("/v1/runs/" + run + "/hints"))
        .extract()
        .path("id");
  }

  @Test
  void shouldTakeNamesAwayAgain() {
    // Given
    UUID run = evaluated();
    replying(NAMES);
    asking(run);
    awaitEnd(run);

    // When
    as(keyWith("read")).delete("/v1/runs/{id}/themes", run).then().statusCode(403);
    as(otherWorkspaceKey()).delete("/v1/runs/{id}/themes", run).then().statusCode(404);
    assertThat(hints(run).getString("themes[0].name.text")).isNotNull();
    asAdmin().delete("/v1/runs/{id}/themes", run).then().statusCode(204);

    // Then
    assertThat(hints(run).getList("themes.name")).containsOnlyNulls();
    assertThat(hints(run).<Object>get("naming")).isNull();
  }

  @Test
  void shouldHaveTheNamesGoWithTheirRun() {
    UUID run = evaluated();
    replying(NAMES);
    asking(run);
    awaitEnd(run);

    asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);

    assertThat(lab.all("select id from theme_namings where run_id = $1", run)).isEmpty();
  }

  @Test
  void shouldRefuseWhatCannotBeAsked() {
    UUID run = evaluated();
    refused(run, Map.of(), 422, "give provider and model, since the run has no judge");
    refused(run, Map.of("model", "wise"), 422, "give provider and model, or none");
    refused(run, map("provider", "simulated", "model", "m", "params", 5), 422, "params");
    refused(run, Map.of("provider", "none-such", "model", "m"), 422, "none-such");
    refused(
        run,
        Map.of("provider", "simulated", "model", "m", "budget", Map.of("max_tokens", -1)),
        422,
        "max_tokens");
    as(keyWith("read")).body(BY).post("/v1/runs/{id}/themes", run).then().statusCode(403);
    as(otherWorkspaceKey()).body(BY).post("/v1/runs/{id}/themes", run).then().statusCode(404);

    Production silent = new Production();
    silent.log("requests", silent.request("x", 1, Map.of("total", 1)));
    UUID without = lab.launch(silent.launch());
    lab.awaitEnd(without);
    refused(without, BY, 409, "there is no theme to be named");

    worker.holding(call -> true);
    UUID running = lab.launch(Lab.launchOf(1));
    refused(running, BY, 409, "named when it has ended");
    worker.release();
    lab.awaitEnd(running);
  }

  private static void refused(UUID run, Map<String, Object> body, int status, String why) {
    post(run, body).statusCode(status).body("detail", containsString(why));
  }
}
