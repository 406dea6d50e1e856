package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.ScoreStatus;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.scoring.Scoring;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A judge's questions and replies against a real broker; the test is the worker. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class JudgesOverTheWireTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String GOOD = "{\"reasoning\":\"right\",\"score\":0.9}";

  private final Vertx vertx = Vertx.vertx();
  private final Queue<ModelCall> calls = new ConcurrentLinkedQueue<>();
  private final Queue<ScoreReport> reports = new ConcurrentLinkedQueue<>();
  private final UUID run = Ids.next();
  private BrokerLink link;

  @BeforeEach
  void connect() {
    link =
        BrokerLink.start(
            vertx,
            new BrokerSettings(
                "127.0.0.1", BrokerResource.broker().port(), null, null, "test-" + Ids.next()));
    await().atMost(LONG).until(link::connected);
    link.receive(
        Address.CALLS,
        100,
        delivery -> {
          ModelCall call = delivery.envelope().body(ModelCall.class);
          if (call.unit().runId().equals(run)) {
            calls.add(call);
          }
          delivery.accept();
        });
    link.receive(
        Address.SCORES,
        100,
        delivery -> {
          if (run.equals(delivery.envelope().runId())) {
            reports.add(delivery.envelope().body(ScoreReport.class));
          }
          delivery.accept();
        });
  }

  @AfterEach
  void disconnect() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void send(String address, Message message) {
    link.sender(address).send(Envelope.of(run, message)).await().atMost(LONG);
  }

  private void ask(String answer, Map<String, Integer> votes) {
    var params = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    votes.forEach(params::put);
    ScoringTask.Judge judge =
        new ScoringTask.Judge(
            new ProviderRef("w", "p", "simulated", null, null, Map.of(), null, null, null),
            "wise",
            null,
            CallPolicy.DEFAULT,
            4);
    send(
        Address.TASKS,
        new ScoringTask(
            List.of(
                new ScorerSpec("exact_match", "exact", null, null),
                new ScorerSpec("llm_judge", "helpful", 0.8, params)),
            List.of(
                new ScoringTask.Unit(
                    new UnitRef(run, 7, 2),
                    Scoring.item(TextNode.valueOf("four")),
                    Scoring.answer(TextNode.valueOf(answer)))),
            Map.of("helpful", judge)));
  }

  private ModelCall question(int number) {
    await().atMost(LONG).until(() -> calls.size() >= number);
    return List.copyOf(calls).get(number - 1);
  }

  private static ModelReply reply(ModelCall call, String text) {
    Answer answer =
        new Answer(
            TextNode.valueOf(text),
            null,
            "stop",
            null,
            null,
            new Usage(100, 0, 10, 0),
            5L,
            null,
            0.01,
            "wise",
            "r",
            false);
    return new ModelReply(call.unit(), "w", answer, null, null, List.of(), call.context());
  }

  private static ModelReply failed(ModelCall call, ErrorCode code) {
    Failure failure = new Failure(code, "It did not work.");
    return new ModelReply(call.unit(), "w", null, failure, null, List.of(), call.context());
  }

  private List<Score> scores() {
    return reports.stream()
        .flatMap(r -> r.units().stream())
        .flatMap(u -> u.scores().stream())
        .toList();
  }

  @Test
  void shouldReportScoresThatNeedNoJudgeAtOnceAndTheJudgesWhenItHasReplied() {
    // When
    ask("4", Map.of());
    // Then
    ModelCall call = question(1);
    await().atMost(LONG).until(() -> scores().size() == 1);
    assertThat(scores().get(0).key()).isEqualTo("exact");
    assertThat(call.question()).isEqualTo("helpful");
    assertThat(call.replyTo()).isEqualTo(Address.JUDGEMENTS);
    assertThat(call.unit()).isEqualTo(new UnitRef(run, 7, 2));
    assertThat(call.request().model()).isEqualTo("wise");
    assertThat(call.request().params().get("temperature").intValue()).isZero();
    assertThat(call.request().params().at("/response_format/json_schema/schema/type").asText())
        .isEqualTo("object");
    assertThat(call.request().messages()).hasSize(2);
    // When
    send(Address.JUDGEMENTS, reply(call, GOOD));
    // Then
    await().atMost(LONG).until(() -> scores().size() == 2);
    Score score = scores().get(1);
    assertThat(score.key()).isEqualTo("helpful");
    assertThat(score.score()).isEqualTo(0.9);
    assertThat(score.passed()).isTrue();
    assertThat(score.judging().cost()).isEqualTo(0.01);
    assertThat(reports).last().extracting(r -> r.units().get(0).unit().n()).isEqualTo(7);
  }

  @Test
  void shouldGoOnFromVoteToVoteWithFreshDelimiters() {
    // When
    ask("4", Map.of("votes", 2));
    send(Address.JUDGEMENTS, reply(question(1), "nonsense"));
    send(Address.JUDGEMENTS, reply(question(2), GOOD));
    send(Address.JUDGEMENTS, reply(question(3), GOOD));
    // Then
    await().atMost(LONG).until(() -> scores().size() == 2);
    assertThat(calls)
        .extracting(ModelCall::question)
        .containsExactly("helpful#vote1", "helpful#vote1#repair", "helpful#vote2");
    assertThat(calls)
        .extracting(call -> call.context().get("nonce").asText())
        .doesNotHaveDuplicates()
        .allMatch(nonce -> nonce.length() == 32);
    assertThat(scores().get(1).judging().questions()).isEqualTo(3);
  }

  @Test
  void shouldMakeAFailureAnErrorAndACancelNothing() {
    // When
    ask("4", Map.of());
    send(Address.JUDGEMENTS, failed(question(1), ErrorCode.CANCELLED));
    send(Address.JUDGEMENTS, failed(question(1), ErrorCode.PROVIDER_TIMEOUT));
    // Then
    await().atMost(LONG).until(() -> scores().size() == 2);
    assertThat(scores().get(1).status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(scores().get(1).error().code()).isEqualTo(ErrorCode.JUDGE_FAILED);
    assertThat(scores().get(1).passed()).isFalse();
  }

  @Test
  void shouldAskAgainWhenTheProviderWantsToBeAskedLater() {
    // Given
    ask("4", Map.of());
    ModelCall first = question(1);
    // When
    send(
        Address.JUDGEMENTS,
        new ModelReply(
            first.unit(),
            "w",
            null,
            null,
            Instant.now().plusMillis(300),
            List.of(),
            first.context()));
    // Then
    ModelCall second = question(2);
    assertThat(second.question()).isEqualTo("helpful");
    send(Address.JUDGEMENTS, reply(second, GOOD));
    await().atMost(LONG).until(() -> scores().size() == 2);
    assertThat(scores().get(1).judging().questions()).isEqualTo(1);
  }

  @Test
  void shouldAskNobodyAboutAnAnswerWithoutContent() {
    // When
    ask("Thought process:", Map.of());
    // Then
    await().atMost(LONG).until(() -> scores().size() == 2);
    assertThat(scores().get(1).score()).isZero();
    assertThat(calls).isEmpty();
  }
}
