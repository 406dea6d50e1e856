package dev.assay.run.engine.cache;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that take their answers from the cache instead of a model. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class CachedRunTest {
  private static final String SCORES =
      """
      select u.position, u.repeat, u.status, a.output::text as output, s.key, s.score, s.passed
      from units u join answers a on a.run_id = u.run_id and a.n = u.n
      left join scores s on s.run_id = u.run_id and s.n = u.n
      where u.run_id = $1 order by u.position, u.repeat, s.key
      """;

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @BeforeEach
  void start() {
    asAdmin().delete("/v1/cache").then().statusCode(200);
  }

  private static Map<String, Object> launch(int items, String cache) {
    Map<String, Object> launch = launchOf(items);
    launch.put("cache", cache);
    return launch;
  }

  private static Map<String, Object> with(Map<String, Object> launch, String field, Object value) {
    Map<String, Object> changed = new HashMap<>(launch);
    changed.put(field, value);
    return changed;
  }

  private JsonPath run(Map<String, Object> launch) {
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    return end;
  }

  private int calls(JsonPath run) {
    return worker.calls(id(run)).size();
  }

  private static UUID id(JsonPath run) {
    return UUID.fromString(run.getString("id"));
  }

  private List<String> scores(JsonPath run) {
    return lab.all(SCORES, id(run)).stream().map(Row::deepToString).toList();
  }

  private static ModelReply byItem(ModelCall call) {
    return call.itemId().endsWith("3") ? Replies.wrong(call) : Replies.right(call);
  }

  private static ModelReply answering(ModelCall call, String finishReason, String output) {
    ModelReply plain = Replies.answer(call, TextNode.valueOf(output));
    Answer a = plain.answer();
    return new ModelReply(
        plain.unit(),
        plain.worker(),
        new Answer(
            a.output(),
            null,
            finishReason,
            null,
            null,
            a.usage(),
            a.latencyMs(),
            null,
            a.cost(),
            a.model(),
            null,
            false),
        null,
        null,
        plain.attempts(),
        plain.context());
  }

  @Test
  void shouldAskNothingTheSecondTimeAndScoreTheSame() {
    // Given a run that keeps its answers
    worker.answeringOne(CachedRunTest::byItem);
    Map<String, Object> launch = launch(40, "read_write");
    JsonPath first = run(launch);

    // When
    JsonPath second = run(launch);

    // Then
    assertThat(calls(first)).isEqualTo(40);
    assertThat(calls(second)).isZero();
    assertThat(first.getInt("counts.cached")).isZero();
    assertThat(second.getInt("counts.cached")).isEqualTo(40);
    assertThat(second.getString("status")).isEqualTo("successful");
    assertThat(second.getDouble("cost")).isZero();
    assertThat(second.getString("cache")).isEqualTo("read_write");
    assertThat(scores(second)).isEqualTo(scores(first)).hasSize(40);
    // And it told of its progress like any other
    assertThat(
            lab.all("select distinct type from events where run_id = $1 order by type", id(second)))
        .extracting(row -> row.getString("type"))
        .contains("items.settled", "run.progress", "run.status");
    assertThat(
            lab.one("select count(*) as k from attempts where run_id = $1", id(second))
                .getLong("k"))
        .isZero();
  }

  @Test
  void shouldShowScorersWhatAnAnswerCostAndTheBillNothing() {
    // Given
    Map<String, Object> launch = launch(1, "read_write");
    run(launch);

    // When
    JsonPath second = run(launch);

    // Then
    assertThat(scoring.tasks(id(second)).get(0).units().get(0).answer().cost()).isEqualTo(0.001);
    assertThat(scoring.tasks(id(second)).get(0).units().get(0).answer().cached()).isTrue();
    asAdmin()
        .get("/v1/runs/{id}/items/1", id(second))
        .then()
        .statusCode(200)
        .body("summary.cached", org.hamcrest.Matchers.is(true))
        .body("summary.cost", org.hamcrest.Matchers.is(0.0f));
  }

  @Test
  void shouldKeepRepeatsDifferentAnswers() {
    // Given
    worker.answeringOne(call -> answering(call, "stop", call.itemId() + "/" + call.repeat()));
    Map<String, Object> launch = with(launch(5, "read_write"), "repeats", 3);
    JsonPath first = run(launch);

    // When
    JsonPath second = run(launch);

    // Then
    assertThat(calls(second)).isZero();
    assertThat(scores(second)).isEqualTo(scores(first)).doesNotHaveDuplicates().hasSize(15);
    assertThat(lab.all("select distinct output::text from answers where run_id = $1", id(second)))
        .hasSize(15);
    // And a fourth repeat is asked for
    assertThat(calls(run(with(launch, "repeats", 4)))).isEqualTo(5);
  }

  @Test
  void shouldAskWhenAnythingThatDecidesAnAnswerIsAnother() {
    // Given
    Map<String, Object> launch = launch(3, "read_write");
    run(launch);

    // Then
    Map<String, Object> warmer =
        Map.of("provider", "simulated", "model", "sim", "params", Map.of("temperature", 1));
    assertThat(calls(run(with(launch, "target", warmer)))).isEqualTo(3);
    assertThat(calls(run(with(launch, "target", warmer)))).isZero();
    Map<String, Object> other = Map.of("provider", "simulated", "model", "sim-2");
    assertThat(calls(run(with(launch, "target", other)))).isEqualTo(3);
    Map<String, Object> prompted =
        Map.of("provider", "simulated", "model", "sim", "prompt", Map.of("user", "Say: {{input}}"));
    assertThat(calls(run(with(launch, "target", prompted)))).isEqualTo(3);
  }

  @Test
  void shouldAskWhenTheCredentialOrTheAddressIsAnother() {
    // Given a provider whose answers are kept
    String name = unique("cached");
    Map<String, Object> provider =
        Map.of(
            "kind", "openai", "base_url", "https://api.example.com/v1", "credential", env("ONE"));
    asAdmin().body(provider).put("/v1/providers/{n}", name).then().statusCode(201);
    worker.answeringOne(call -> answering(call, "stop", "same"));
    Map<String, Object> launch =
        with(launch(2, "read_write"), "target", Map.of("provider", name, "model", "m"));
    run(launch);
    assertThat(calls(run(launch))).isZero();

    // When, then
    asAdmin()
        .body(with(provider, "credential", env("TWO")))
        .put("/v1/providers/{n}", name)
        .then()
        .statusCode(200);
    assertThat(calls(run(launch))).isEqualTo(2);
    asAdmin()
        .body(with(provider, "base_url", "https://api.example.com/v2"))
        .put("/v1/providers/{n}", name)
        .then()
        .statusCode(200);
    assertThat(calls(run(launch))).isEqualTo(2);
    // And what was there before is still there
    asAdmin().body(provider).put("/v1/providers/{n}", name).then().statusCode(200);
    assertThat(calls(run(launch))).isZero();
  }

  private static Map<String, Object> env(String name) {
    return Map.of("env", name);
  }

  @Test
  void shouldAskAgainWhereAFilterOrAnErrorEndedTheAnswer() {
    // Given one answer that a filter stopped, one failure, two good ones
    worker.answeringOne(
        call ->
            switch (call.itemId()) {
              case "item-0" -> answering(call, "content_filter", "");
              case "item-1" -> Replies.failed(call, ErrorCode.PROVIDER_TIMEOUT);
              default -> Replies.right(call);
            });
    Map<String, Object> launch = launch(4, "read_write");
    run(launch);
    worker.answeringOne(Replies::right);

    // When
    JsonPath second = run(launch);

    // Then
    assertThat(worker.calls(id(second)))
        .extracting(ModelCall::itemId)
        .containsExactlyInAnyOrder("item-0", "item-1");
    assertThat(second.getInt("counts.cached")).isEqualTo(2);
    assertThat(second.getInt("counts.passed")).isEqualTo(4);
    assertThat(calls(run(launch))).isZero();
  }

  @Test
  void shouldNeitherTakeNorKeepUnlessTold() {
    // Given
    Map<String, Object> launch = launch(2, "off");

    // Then
    assertThat(calls(run(launch))).isEqualTo(2);
    assertThat(calls(run(with(launch, "cache", "read")))).isEqualTo(2);
    assertThat(calls(run(with(launch, "cache", "read")))).isEqualTo(2);
    worker.answeringOne(Replies::wrong);
    assertThat(calls(run(with(launch, "cache", "write")))).isEqualTo(2);
    worker.answeringOne(Replies::right);
    assertThat(calls(run(with(launch, "cache", "write")))).isEqualTo(2);
    JsonPath read = run(with(launch, "cache", "read"));
    assertThat(calls(read)).isZero();
    assertThat(read.getInt("counts.passed")).isEqualTo(2);
    assertThat(calls(run(launch))).isEqualTo(2);
  }

  @Test
  void shouldRefuseAModeThatIsNone() {
    asAdmin()
        .body(launch(1, "always"))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", org.hamcrest.Matchers.is("cache"))
        .body(
            "violations[0].message",
            org.hamcrest.Matchers.containsString("off, read, write, read_write"));
  }

  @Test
  void shouldStopWhileItsCachedAnswersWaitForScores() {
    // Given a run all of whose answers are cached, and a scoring service that says nothing
    Map<String, Object> launch = launch(30, "read_write");
    run(launch);
    scoring.silentToTasks(true);
    UUID second = lab.launch(launch);
    await()
        .atMost(Lab.LONG)
        .untilAsserted(() -> assertThat(lab.show(second).getInt("counts.answered")).isEqualTo(30));

    // When
    lab.act(second, "cancel");

    // Then
    lab.awaitStatus(second, RunStatus.CANCELLED);
    lab.holds(second);
    assertThat(worker.calls(second)).isEmpty();
    assertThat(lab.show(second).getInt("counts.cancelled")).isEqualTo(30);
  }

  @Test
  void shouldAnswerTheRestFromModelsWhenOnlySomeAreKnown() {
    // Given
    Map<String, Object> launch = launch(20, "read_write");
    run(with(launch, "dataset", Map.of("name", datasetOf(launch), "limit", 8)), launch);

    // When
    JsonPath whole = run(launch);

    // Then
    assertThat(calls(whole)).isEqualTo(12);
    assertThat(whole.getInt("counts.cached")).isEqualTo(8);
    assertThat(whole.getInt("counts.passed")).isEqualTo(20);
  }

  @SuppressWarnings("unchecked")
  private String datasetOf(Map<String, Object> launch) {
    return (String) ((Map<String, Object>) launch.get("dataset")).get("name");
  }

  /** Runs a part; the dataset is made by a run of the whole that keeps nothing. */
  private void run(Map<String, Object> part, Map<String, Object> whole) {
    run(with(whole, "cache", "off"));
    run(part);
  }

  @Test
  void shouldAskAfterSomeTriesWhenTheCacheCannotBeReadAndWillNotBe() {
    // Given a cache that answers every question with the same failure
    lab.alter("alter table answer_cache rename column answer to another");
    try {
      // When
      JsonPath read = run(launch(3, "read"));

      // Then
      assertThat(read.getInt("counts.passed")).isEqualTo(3);
      assertThat(calls(read)).isEqualTo(3);
      assertThat(
              lab.all("select hand_outs from units where run_id = $1", id(read)).stream()
                  .map(row -> row.getInteger("hand_outs")))
          .as("not at once, for asking costs money")
          .allMatch(handOuts -> handOuts > 3);
    } finally {
      lab.alter("alter table answer_cache rename column another to answer");
    }
  }

  @Test
  void shouldTellOperatorsOfItAndForgetAllWhenTold() {
    // Given
    Map<String, Object> launch = launch(3, "write");
    run(launch);

    // When, then
    JsonPath stats = asAdmin().get("/v1/cache").then().statusCode(200).extract().jsonPath();
    assertThat(stats.getInt("entries")).isEqualTo(3);
    assertThat(stats.getLong("bytes")).isPositive();
    assertThat(stats.getString("oldest")).isNotNull();
    assertThat(asAdmin().delete("/v1/cache").then().extract().jsonPath().getInt("deleted"))
        .isEqualTo(3);
    assertThat(asAdmin().get("/v1/cache").then().extract().jsonPath().getInt("entries")).isZero();
    assertThat(calls(run(with(launch, "cache", "read")))).isEqualTo(3);
  }
}
