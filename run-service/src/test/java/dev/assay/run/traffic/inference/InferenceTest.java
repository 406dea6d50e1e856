package dev.assay.run.traffic.inference;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
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
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a run does whose corrections are made of notes by a model. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class InferenceTest {
  @Inject Lab lab;
  @Inject InferredFeedback feedback;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  private UUID firstOf(UUID run) {
    return UUID.fromString(lab.show(run).getString("inference_run"));
  }

  /** A run that waits while its notes are with the worker. */
  private UUID waiting() {
    worker.holding(call -> true).answeringOne(Noted::dollars);
    UUID run = lab.launch(noted.launch());
    await().atMost(Lab.LONG).until(() -> worker.held(firstOf(run)).size() == 1);
    return run;
  }

  /** No sweep sees that it waits: as if nobody were there to look. */
  private void unseen(UUID run) {
    lab.all("update runs set waits_for = null where id = $1", run);
  }

  private void seen(UUID run, UUID first) {
    lab.all("update runs set waits_for = $2 where id = $1", run, first);
  }

  @Test
  void shouldMakeCorrectionsOfNotesAndGoOnWithThem() {
    // Given
    noted.three();
    UUID run = waiting();
    UUID first = firstOf(run);
    JsonPath before = lab.show(run);
    assertThat(before.getString("status")).isEqualTo("queued");
    assertThat(before.getString("waits_for")).isEqualTo(first.toString());
    assertThat(before.<String>get("purpose")).isNull();
    assertThat(lab.show(first).getString("purpose")).isEqualTo("inference");
    assertThat(lab.show(first).getInt("counts.total")).isEqualTo(1);
    String asked = worker.held(first).get(0).request().messages().toString();
    assertThat(asked).contains("document noted", "these are dollars", "EUR");

    // When
    worker.release();

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.<String>get("waits_for")).isNull();
    assertThat(end.getString("inference_run")).isEqualTo(first.toString());
    assertThat(end.getList("warnings")).isEmpty();
    assertThat(end.getInt("dataset.version")).isGreaterThan(before.getInt("dataset.version"));
    JsonPath outcome = Noted.outcome(run);
    assertThat(outcome.getInt("human.samples")).isEqualTo(1);
    assertThat(outcome.getDouble("human.accuracy")).isEqualTo(1.0);
    assertThat(outcome.getInt("inferred.samples")).isEqualTo(1);
    assertThat(outcome.getDouble("inferred.accuracy")).isEqualTo(0.5);
    assertThat(outcome.getInt("uncorrected")).isEqualTo(1);
    assertThat(outcome.getDouble("accuracy_corrected")).isEqualTo(0.75);
    JsonPath said = noted.said("noted");
    assertThat(said.getList("data")).hasSize(2);
    assertThat(said.getBoolean("data[0].inferred")).isTrue();
    assertThat(said.getString("data[0].inferred_from")).isEqualTo(said.getString("data[1].id"));
    assertThat(said.getString("data[0].inferred_by.provider")).isEqualTo("simulated");
    assertThat(said.getString("data[0].inferred_by.model")).isEqualTo("sim");
    assertThat(said.getString("data[0].inferred_by.run")).isEqualTo(first.toString());
    assertThat(said.getString("data[0].response.currency")).isEqualTo("USD");
    assertThat(said.<String>get("data[0].by")).isNull();
  }

  @Test
  void shouldKeepRunsOfItsOwnOutOfLists() {
    // Given
    noted.three();
    worker.answeringOne(Noted::dollars);
    UUID run = lab.launch(noted.launch());
    UUID first = firstOf(run);
    lab.awaitEnd(run);

    // When / Then
    asAdmin()
        .get("/v1/runs?limit=100")
        .then()
        .statusCode(200)
        .body("data.id", hasItem(run.toString()))
        .body("data.id", not(hasItem(first.toString())));
    asAdmin()
        .get("/v1/runs?limit=100&purpose=inference")
        .then()
        .body("data.id", hasItem(first.toString()))
        .body("data.id", not(hasItem(run.toString())));
    asAdmin()
        .get("/v1/runs?limit=100&purpose=any")
        .then()
        .body("data.id", hasItem(first.toString()))
        .body("data.id", hasItem(run.toString()));
    asAdmin().get("/v1/runs?purpose=fun").then().statusCode(400);
  }

  @Test
  void shouldNeverPutItsOwnOverWhatAPersonSays() {
    // Given
    noted.three();
    UUID run = waiting();
    production.say("noted", "response", Map.of("total", 2, "currency", "EUR"), "by", "ben");

    // When
    worker.release();

    // Then
    lab.awaitEnd(run);
    assertThat(noted.said("noted").getList("data.inferred", Boolean.class)).containsOnly(false);
    JsonPath outcome = Noted.outcome(run);
    assertThat(outcome.getInt("human.samples")).isEqualTo(2);
    assertThat(outcome.getInt("inferred.samples")).isZero();
    assertThat(outcome.getDouble("accuracy_corrected")).isEqualTo(1.0);
  }

  @Test
  void shouldSayOfHowManyNotesNothingCame() {
    // Given
    noted.three();
    production.log(
        "requests",
        production.request("words", 4, Map.of("total", 4)),
        production.request("list", 5, Map.of("total", 5)),
        production.request("failed", 6, Map.of("total", 6)));
    production.say("words", "notes", "no JSON");
    production.say("list", "notes", "another form");
    production.say("failed", "notes", "no answer");
    worker.answeringOne(
        call -> {
          String asked = call.request().messages().toString();
          return asked.contains("no answer")
              ? Replies.failed(call, ErrorCode.PROVIDER_ERROR)
              : asked.contains("no JSON")
                  ? Replies.answer(call, TextNode.valueOf("I do not know."))
                  : asked.contains("another form")
                      ? Replies.answer(call, TextNode.valueOf("[5]"))
                      : Noted.dollars(call);
        });

    // When
    UUID run = lab.launch(noted.launch());

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getList("warnings.code")).containsExactly("NOT_INFERRED");
    assertThat(end.getString("warnings[0].message"))
        .contains("of 4 notes. Of 3 of them none came", "fits: 2, no answer: 1");
    JsonPath outcome = Noted.outcome(run);
    assertThat(outcome.getInt("inferred.samples")).isEqualTo(1);
    assertThat(outcome.getInt("uncorrected")).isEqualTo(4);
  }

  @Test
  void shouldDoTheStepOnceWhenItWasBrokenOff() {
    // Given the process that stored the corrections ended before the run went on
    noted.three();
    UUID run = waiting();
    UUID first = firstOf(run);
    unseen(run);
    worker.release();
    lab.awaitEnd(first);
    feedback.store(first).await().atMost(Lab.LONG);
    assertThat(noted.said("noted").getList("data")).hasSize(2);

    // When
    seen(run, first);

    // Then
    lab.awaitEnd(run);
    assertThat(noted.said("noted").getList("data")).hasSize(2);
    assertThat(Noted.outcome(run).getInt("inferred.samples")).isEqualTo(1);
    assertThat(lab.show(run).getList("warnings")).isEmpty();
  }

  @Test
  void shouldStopAskingWhenTheRunThatWaitsIsCancelled() {
    // Given
    noted.three();
    UUID run = waiting();
    UUID first = firstOf(run);

    // When
    lab.act(run, "cancel");

    // Then
    lab.awaitStatus(run, RunStatus.CANCELLED);
    lab.awaitStatus(first, RunStatus.CANCELLED);
    assertThat(lab.show(run).<String>get("waits_for")).isNull();
    assertThat(noted.said("noted").getList("data")).hasSize(1);
    asAdmin()
        .post("/v1/runs/{id}/resume", run)
        .then()
        .statusCode(409)
        .body("detail", containsString("Launch it again"));
  }

  @Test
  void shouldStopAskingWhenACancelWasBrokenOff() {
    // Given
    noted.three();
    UUID run = waiting();
    UUID first = firstOf(run);
    unseen(run);
    lab.act(run, "cancel");
    lab.awaitStatus(run, RunStatus.CANCELLED);

    // When
    seen(run, first);

    // Then
    lab.awaitStatus(first, RunStatus.CANCELLED);
    await().atMost(Lab.LONG).until(() -> lab.show(run).get("waits_for") == null);
  }

  @Test
  void shouldGoOnWithoutARunThatIsGone() {
    // Given
    noted.three();
    UUID run = waiting();
    UUID first = firstOf(run);
    unseen(run);
    lab.act(first, "cancel");
    lab.awaitStatus(first, RunStatus.CANCELLED);
    asAdmin().delete("/v1/runs/{id}", first).then().statusCode(204);

    // When
    seen(run, first);

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getString("inference_run")).isEqualTo(first.toString());
    assertThat(end.getString("warnings[0].message")).contains(first.toString(), "was deleted");
    assertThat(Noted.outcome(run).getInt("uncorrected")).isEqualTo(2);
  }

  @Test
  void shouldWaitForNothingWhereNothingIsNoted() {
    // Given
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    production.log("requests", production.request("blank", 2, Map.of("total", 1)));
    production.log("requests", production.request("text", 3, "in words"));
    production.say("blank", "notes", " ", "rating", 1);
    production.say("text", "notes", "no form that anybody knows");

    // When
    UUID run = lab.launch(production.launch("infer_corrections", true));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.<String>get("inference_run")).isNull();
    assertThat(end.<String>get("waits_for")).isNull();
  }

  @Test
  void shouldMakeOneCorrectionForTwoLaunches() {
    // Given
    noted.three();
    UUID one = waiting();
    UUID other = lab.launch(noted.launch());
    assertThat(firstOf(other)).isNotEqualTo(firstOf(one));
    await().atMost(Lab.LONG).until(() -> worker.held(firstOf(other)).size() == 1);

    // When
    worker.release();

    // Then
    lab.awaitEnd(one);
    lab.awaitEnd(other);
    assertThat(noted.said("noted").getList("data.inferred", Boolean.class))
        .containsExactlyInAnyOrder(true, false);
    assertThat(Noted.outcome(one).getInt("inferred.samples")).isEqualTo(1);
    assertThat(Noted.outcome(other).getInt("inferred.samples")).isEqualTo(1);
    // What is inferred already is not asked for again.
    assertThat(lab.show(lab.launch(noted.launch())).<String>get("inference_run")).isNull();
  }

  @Test
  void shouldLeaveRunsOverTheSameAnswersAsTheyAre() {
    // Given
    noted.three();
    UUID before = lab.launch(production.launch("until", "2026-12-01T00:00:00Z"));
    lab.awaitEnd(before);
    worker.answeringOne(Noted::dollars);

    // When
    Map<String, Object> launch =
        production.launch("until", "2026-12-01T00:00:00Z", "infer_corrections", Noted.BY);
    UUID run = lab.launch(launch);

    // Then
    lab.awaitEnd(run);
    assertThat(Noted.outcome(run).getInt("inferred.samples")).isEqualTo(1);
    assertThat(Noted.outcome(before).getInt("inferred.samples")).isZero();
    assertThat(Noted.outcome(before).getInt("uncorrected")).isEqualTo(2);
  }

  @Test
  void shouldTakeBackWhatItMadeWithTheNote() {
    // Given
    noted.three();
    worker.answeringOne(Noted::dollars);
    lab.awaitEnd(lab.launch(noted.launch()));
    assertThat(noted.said("noted").getList("data.inferred", Boolean.class)).contains(true);

    // When
    production.say("noted", "notes", "these are pounds", "identifier", "first");

    // Then
    assertThat(noted.said("noted").getList("data.inferred", Boolean.class)).containsExactly(false);
    worker.answeringOne(Noted::dollars);
    lab.awaitEnd(lab.launch(noted.launch()));
    JsonPath again = noted.said("noted");
    assertThat(again.getList("data.inferred", Boolean.class)).contains(true);
    asAdmin()
        .delete("/v1/feedback/" + again.getString("data.find { !it.inferred }.id"))
        .then()
        .statusCode(204);
    assertThat(noted.said("noted").getList("data")).isEmpty();
  }
}
