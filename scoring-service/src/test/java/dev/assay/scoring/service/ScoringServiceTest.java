package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.TryScore;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.ScoreStatus;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.scoring.Scoring;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service against a real broker. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class ScoringServiceTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Envelope<? extends Message>> reports = new ConcurrentLinkedQueue<>();
  private BrokerLink link;

  @TestHTTPResource("/")
  URI base;

  @BeforeEach
  void connect() {
    BrokerSettings settings =
        new BrokerSettings(
            "127.0.0.1", BrokerResource.broker().port(), null, null, "test-" + Ids.next());
    link = BrokerLink.start(vertx, settings);
    await().atMost(LONG).until(link::connected);
  }

  @AfterEach
  void disconnect() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void collectReports() {
    link.receive(
        Address.SCORES,
        100,
        delivery -> {
          reports.add(delivery.envelope());
          delivery.accept();
        });
  }

  private static ScoringTask task(UUID run, int from, int count) {
    List<ScoringTask.Unit> units =
        IntStream.range(from, from + count)
            .mapToObj(
                n ->
                    new ScoringTask.Unit(
                        new UnitRef(run, n, 1),
                        Scoring.item(TextNode.valueOf("kitten")),
                        Scoring.answer(TextNode.valueOf("sitting"))))
            .toList();
    List<ScorerSpec> scorers =
        List.of(
            new ScorerSpec("levenshtein", "likeness", 0.5, null),
            new ScorerSpec("exact_match", "exact_match", null, null));
    return new ScoringTask(scorers, units);
  }

  private void send(UUID run, Message message) {
    link.sender(Address.TASKS).send(Envelope.of(run, message)).await().atMost(LONG);
  }

  private HttpResponse<String> get(String path) {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Test
  void shouldScoreEveryUnitOfEveryTask() {
    // Given
    UUID run = Ids.next();
    collectReports();
    // When
    for (int i = 0; i < 20; i++) {
      send(run, task(run, i * 50, 50));
    }
    // Then
    await().atMost(LONG).until(() -> reports.size() == 20);
    List<ScoreReport.Unit> units =
        reports.stream()
            .peek(envelope -> assertThat(envelope.runId()).isEqualTo(run))
            .flatMap(envelope -> envelope.body(ScoreReport.class).units().stream())
            .toList();
    assertThat(units).extracting(unit -> unit.unit().n()).doesNotHaveDuplicates().hasSize(1000);
    Score likeness = units.get(0).scores().get(0);
    assertThat(likeness.key()).isEqualTo("likeness");
    assertThat(likeness.score()).isEqualTo(1 - 3.0 / 7);
    assertThat(likeness.passed()).isTrue();
    await().atMost(LONG).until(() -> BrokerResource.broker().depth(Address.TASKS) == 0);
    assertThat(get("/q/metrics").body())
        .contains("assay_scoring_scores_seconds_count{scorer=\"levenshtein\",status=\"success\"}")
        .contains("assay_scoring_units_total")
        .contains("assay_scoring_in_flight 0.0");
  }

  @Test
  void shouldAnswerWhoTriesAScorer() {
    // Given
    ScoringTask.Unit unit =
        new ScoringTask.Unit(
            new UnitRef(null, 0, 0), Scoring.item(null), Scoring.answer(TextNode.valueOf("x")));
    var params = JsonNodeFactory.instance.objectNode().put("pattern", "x(?=y)");
    TryScore question =
        new TryScore(
            List.of(
                new ScorerSpec("levenshtein", null, null, null),
                new ScorerSpec("regex", null, null, params)),
            List.of(unit));
    // When
    ScoreReport answer =
        link.ask(Address.TASKS, Envelope.of(null, question), LONG)
            .await()
            .atMost(LONG)
            .body(ScoreReport.class);
    // Then
    List<Score> scores = answer.units().get(0).scores();
    assertThat(scores).extracting(Score::status).containsOnly(ScoreStatus.ERROR);
    assertThat(scores)
        .extracting(score -> score.error().code())
        .containsExactly(ErrorCode.EXPECTED_MISSING, ErrorCode.BAD_REGEX);
  }

  @Test
  void shouldGoOnForOthersWhileSchemasAskForEndlessWork() {
    // Given more of them than there are threads
    var params = JsonNodeFactory.instance.objectNode();
    params.set(
        "schema",
        Scoring.json(
            "{\"allOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}}},"
                + "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}]}"));
    String nested = "{\"a\":".repeat(50) + "1" + "}".repeat(50);
    TryScore endless =
        new TryScore(
            List.of(new ScorerSpec("json_schema", null, null, params)),
            List.of(unit(null, nested)));
    List<ScoreReport> errors = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      link.ask(Address.TASKS, Envelope.of(null, endless), LONG)
          .subscribe()
          .with(answer -> errors.add(answer.body(ScoreReport.class)));
    }
    // When
    TryScore plain =
        new TryScore(
            List.of(new ScorerSpec("exact_match", null, null, null)), List.of(unit("x", "x")));
    ScoreReport answer =
        link.ask(Address.TASKS, Envelope.of(null, plain), LONG)
            .await()
            .atMost(LONG)
            .body(ScoreReport.class);
    // Then
    assertThat(answer.units().get(0).scores().get(0).score()).isEqualTo(1);
    await().atMost(LONG).until(() -> errors.size() == 4);
    assertThat(errors)
        .extracting(report -> report.units().get(0).scores().get(0).error().code())
        .containsOnly(ErrorCode.INPUT_TOO_LARGE);
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
  }

  private static ScoringTask.Unit unit(String expected, String output) {
    return new ScoringTask.Unit(
        new UnitRef(null, 0, 0),
        Scoring.item(expected == null ? null : TextNode.valueOf(expected)),
        Scoring.answer(TextNode.valueOf(output)));
  }

  @Test
  void shouldGiveItsCatalogue() {
    // When
    ScorerCatalogue catalogue =
        link.ask(Address.TASKS, Envelope.of(null, new CatalogueRequest()), LONG)
            .await()
            .atMost(LONG)
            .body(ScorerCatalogue.class);
    // Then
    assertThat(catalogue.scorers()).hasSizeGreaterThan(21);
    assertThat(catalogue.scorers()).extracting(scorer -> scorer.id()).isSorted();
  }

  @Test
  void shouldSetAsideWhatItCannotRead() {
    // Given
    long before = BrokerResource.broker().depth(Address.DEAD_LETTERS);
    // When
    UUID run = Ids.next();
    send(run, new RunCancelled(List.of(new RunCancelled.Run(run, 1))));
    // Then
    await()
        .atMost(LONG)
        .until(() -> BrokerResource.broker().depth(Address.DEAD_LETTERS) == before + 1);
  }

  @Test
  void shouldTellWhenTheBrokerIsAwayAndGoOnWhenItIsBack() {
    // Given
    UUID run = Ids.next();
    await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 200);
    // When
    BrokerResource.broker().pause();
    // Then
    await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 503);
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    // When
    BrokerResource.broker().resume();
    await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 200);
    await().atMost(LONG).until(link::connected);
    collectReports();
    send(run, task(run, 0, 3));
    // Then
    await().atMost(LONG).until(() -> reports.size() == 1);
  }
}
