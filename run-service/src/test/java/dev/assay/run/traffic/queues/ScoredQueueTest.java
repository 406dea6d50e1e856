package dev.assay.run.traffic.queues;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes into queues by the scores of a run. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ScoredQueueTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Queue queue = new Queue(production);

  private String id(String name) {
    return production.skill() + "-" + name;
  }

  private void log(String... names) {
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      records.add(production.request(names[i], i, Map.of("total", i)));
    }
    production.log("requests", records.toArray()).statusCode(200);
  }

  private void filled(int added, int known) {
    queue.fill().statusCode(200).body("added", equalTo(added)).body("known", equalTo(known));
  }

  private List<String> ids() {
    return asAdmin().get(queue.path() + "/items?limit=500").then().extract().path("data.entity_id");
  }

  /** A run over all that was logged. */
  private UUID run() {
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    return run;
  }

  /** Gives the answer to an item a score of a key; those of judges have questions. */
  private void score(UUID run, String name, String key, double score, boolean passed, String more) {
    lab.all(
        """
        insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed, questions,
          metadata)
        select u.run_id, u.n, $3, 'llm_judge', 1, 'success', $4, $5, 1, $6::text::json
        from units u join runs r on r.id = u.run_id
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
        where u.run_id = $1 and i.item_id = $2
        on conflict (run_id, n, key) do update set status = 'success', score = excluded.score,
          passed = excluded.passed, error_code = null, error_message = null
        """,
        run,
        id(name),
        key,
        score,
        passed,
        more);
  }

  @Test
  void shouldTakeLowScoresTheLowestFirst() {
    // Given
    log("good", "bad", "worse", "later");
    UUID run = run();
    score(run, "good", "field_accuracy", 0.9, true, null);
    score(run, "bad", "field_accuracy", 0.4, false, null);
    score(run, "worse", "field_accuracy", 0.1, false, null);
    lab.all(
        "update scores set status = 'error', score = null, passed = null where run_id = $1 and n ="
            + " (select u.n from units u join runs r on r.id = u.run_id join items i on"
            + " i.dataset_version_id = r.dataset_version_id and i.position = u.position"
            + " where u.run_id = $1 and i.item_id = $2)",
        run,
        id("later"));
    queue
        .make("kind", "low_score", "run", run.toString(), "scorer", "field_accuracy", "below", 0.5)
        .statusCode(201);

    // When / Then what has no score has no low one
    filled(2, 0);
    filled(0, 2);
    assertThat(ids()).containsExactly(id("worse"), id("bad"));
  }

  @Test
  void shouldTellRecordsOfOneIdApart() {
    // Given a request and an execution of one id, of which the slice gives one its kind
    log("twin");
    production.log("executions", production.request("twin", 5, Map.of("total", 5))).statusCode(200);
    UUID run = run();
    List<String> items =
        lab
            .all(
                "select i.item_id from runs r join items i on i.dataset_version_id ="
                    + " r.dataset_version_id where r.id = $1",
                run)
            .stream()
            .map(row -> row.getString("item_id"))
            .toList();
    assertThat(items).contains(id("twin"), id("twin") + " (request)");
    score(run, "twin (request)", "field_accuracy", 0.1, false, null);
    score(run, "twin", "field_accuracy", 0.9, true, null);

    // When
    queue
        .make("kind", "low_score", "run", run.toString(), "scorer", "field_accuracy", "below", 0.5)
        .statusCode(201);
    filled(1, 0);

    // Then
    asAdmin()
        .get(queue.path() + "/items")
        .then()
        .body("data.entity_id", contains(id("twin")))
        .body("data.entity_type", contains("request"));
  }

  @Test
  void shouldTakeWhatJudgesDisagreeAbout() {
    // Given
    log("united", "divided", "torn", "programs");
    UUID run = run();
    for (String name : List.of("united", "divided", "torn")) {
      score(run, name, "first", 0.9, true, null);
    }
    score(run, "united", "second", 0.6, true, "{\"agreement\": 1.0}");
    score(run, "divided", "second", 0.2, false, "{\"agreement\": 1.0}");
    // One judge whose votes were divided
    score(run, "torn", "second", 0.8, true, "{\"agreement\": 0.6}");
    // Two that ask no model
    score(run, "programs", "first", 0.9, true, null);
    score(run, "programs", "second", 0.1, false, null);
    lab.all(
        "update scores set questions = null where run_id = $1 and n = (select u.n from units u"
            + " join runs r on r.id = u.run_id join items i on i.dataset_version_id ="
            + " r.dataset_version_id and i.position = u.position where u.run_id = $1"
            + " and i.item_id = $2)",
        run,
        id("programs"));
    queue.make("kind", "disagreement", "run", run.toString()).statusCode(201);

    // When / Then the most divided first
    filled(2, 0);
    assertThat(ids()).containsExactly(id("divided"), id("torn"));
  }

  /** Nobody has anything to do in a queue of low scores, until something changes. */
  private UUID nothingLow() {
    log("good", "bad");
    UUID run = run();
    score(run, "good", "field_accuracy", 0.9, true, null);
    score(run, "bad", "field_accuracy", 0.9, true, null);
    queue
        .make("kind", "low_score", "run", run.toString(), "scorer", "field_accuracy", "below", 0.5)
        .statusCode(201);
    queue.next("anna").statusCode(200).body("item", nullValue());
    queue.anHourAfterItWasFilled(lab);
    return run;
  }

  @Test
  void shouldSeeScoresThatCameLater() {
    // Given a queue that was filled while its run went on, and found nothing
    UUID run = nothingLow();
    lab.all("update review_queues set run_seen = null where name = $1", queue.name());

    // When
    score(run, "bad", "field_accuracy", 0.1, false, null);

    // Then
    assertThat(queue.get("anna").of()).isEqualTo("bad");
  }

  @Test
  void shouldSeeScoresThatWereGivenAnew() {
    // Given
    UUID run = nothingLow();

    // When the run has ended once more, with other scores
    score(run, "bad", "field_accuracy", 0.1, false, null);
    lab.all("update runs set finished_at = finished_at + interval '1 s' where id = $1", run);

    // Then
    assertThat(queue.get("anna").of()).isEqualTo("bad");
  }

  @Test
  void shouldLookAtNoScoresOfARunThatIsAsItWas() {
    // Given scores that could not have changed
    UUID run = nothingLow();
    score(run, "bad", "field_accuracy", 0.1, false, null);

    // When / Then they are not looked at, but from time to time, and when it is asked for
    queue.next("anna").statusCode(200).body("item", nullValue());
    queue.anHourAfterItWasFilled(lab);
    queue.anHourAfterAllWasLookedAt(lab);
    assertThat(queue.get("anna").of()).isEqualTo("bad");
  }

  @Test
  void shouldKnowTheRunOfItsRule() {
    // Given a run over other answers than those of production
    UUID pushed = lab.launch(Lab.pushOf(1));
    UUID run = run(production);

    // When / Then
    queue
        .make("kind", "disagreement", "run", pushed.toString())
        .statusCode(422)
        .body("violations.field", hasItem("rule.run"))
        .body("detail", containsString("not over traffic"));
    queue
        .make("kind", "low_score", "run", run.toString(), "scorer", "other", "below", 0.5)
        .statusCode(422)
        .body("detail", containsString("field_accuracy"));
    lab.quiet();
  }

  private UUID run(Production of) {
    of.log("requests", of.request("x", 1, Map.of("total", 1)));
    return run();
  }

  @Test
  void shouldPutWhatJudgesDisagreeAboutFirst() {
    // Given
    log("united", "divided");
    UUID run = run();
    for (String name : List.of("united", "divided")) {
      score(run, name, "field_accuracy", 0.1, false, null);
      score(run, name, "first", 0.9, true, null);
    }
    score(run, "united", "second", 0.9, true, null);
    score(run, "divided", "second", 0.2, false, null);
    lab.all(
        "update scores set score = 0.05 where run_id = $1 and key = 'field_accuracy' and n ="
            + " (select u.n from units u join runs r on r.id = u.run_id join items i on"
            + " i.dataset_version_id = r.dataset_version_id and i.position = u.position"
            + " where u.run_id = $1 and i.item_id = $2)",
        run,
        id("united"));
    queue
        .make("kind", "low_score", "run", run.toString(), "scorer", "field_accuracy", "below", 0.5)
        .statusCode(201);

    // When / Then
    assertThat(queue.get("anna").of()).isEqualTo("divided");
    assertThat(queue.get("berta").of()).isEqualTo("united");
  }
}
