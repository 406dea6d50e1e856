package dev.assay.run.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.Delivery;
import dev.assay.run.engine.troubles.RunEnding;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchIntakeTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final UUID RUN = Ids.next();
  private static final UUID OTHER = Ids.next();

  private final Vertx vertx = Vertx.vertx();
  private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
  private final Set<Integer> rejected = ConcurrentHashMap.newKeySet();
  private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
  private final RunTroubles troubles = new RunTroubles(new RunEnding(null, null));
  private final Queue<List<ModelReply>> begun = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private BatchIntake<ModelReply> intake(Function<List<ModelReply>, Uni<Void>> write) {
    return new BatchIntake<>(
        "test",
        ModelReply.class,
        new QueueListeners.AnswerContent(new Goodbyes(null, null)),
        vertx,
        Settings.of(IntakeConfig.class, Map.of("assay.intake.retry", "10ms")),
        new SimpleMeterRegistry(),
        troubles,
        replies -> {
          begun.add(replies);
          return write.apply(replies);
        });
  }

  private static ModelReply reply(UUID run, int n) {
    return new ModelReply(
        new UnitRef(run, n, 1), "w", null, null, java.time.Instant.EPOCH, List.of(), null);
  }

  private static boolean has(List<ModelReply> replies, int n) {
    return replies.stream().anyMatch(r -> r.unit().n() == n);
  }

  private static Uni<Void> written() {
    return Uni.createFrom().voidItem();
  }

  private static Uni<Void> notStorable(String state) {
    return NotStorableException.blaming(
        () -> Uni.createFrom().failure(new PgException("no", "ERROR", state, null)));
  }

  @Test
  void shouldAcceptWhatIsBeingWrittenBeforeItHasStopped() {
    // Given
    CompletableFuture<Void> slow = new CompletableFuture<>();
    BatchIntake<ModelReply> intake = intake(r -> Uni.createFrom().completionStage(slow));
    intake.take(new Fake(reply(RUN, 1)));
    await().atMost(LONG).until(() -> begun.size() == 1);

    // When
    UniAssertSubscriber<Void> stopped =
        intake.stop().subscribe().withSubscriber(UniAssertSubscriber.create());

    // Then
    stopped.assertNotTerminated();
    slow.complete(null);
    stopped.awaitItem(LONG);
    assertThat(accepted).containsExactly(1);
  }

  @Test
  void shouldGiveBackWhatCouldNotBeWrittenBeforeItStopped() {
    // Given
    CompletableFuture<Void> slow = new CompletableFuture<>();
    BatchIntake<ModelReply> intake = intake(r -> Uni.createFrom().completionStage(slow));
    intake.take(new Fake(reply(RUN, 1)));
    await().atMost(LONG).until(() -> begun.size() == 1);
    UniAssertSubscriber<Void> stopped =
        intake.stop().subscribe().withSubscriber(UniAssertSubscriber.create());

    // When
    slow.completeExceptionally(new IllegalStateException("the database is away"));

    // Then
    stopped.awaitItem(LONG);
    assertThat(accepted).isEmpty();
  }

  @Test
  void shouldWriteOneRunInEachBatch() {
    // Given
    CompletableFuture<Void> first = new CompletableFuture<>();
    BatchIntake<ModelReply> intake =
        intake(r -> begun.size() < 3 ? Uni.createFrom().completionStage(first) : written());

    // When
    for (int n = 0; n < 40; n++) {
      intake.take(new Fake(reply(n % 2 == 0 ? RUN : OTHER, n)));
    }
    first.complete(null);

    // Then
    await().atMost(LONG).until(() -> accepted.size() == 40);
    assertThat(begun)
        .allSatisfy(
            batch ->
                assertThat(batch.stream().map(r -> r.unit().runId()).collect(Collectors.toSet()))
                    .hasSize(1));
  }

  @Test
  void shouldTakeOtherRunsInWhileOneIsSlow() {
    // Given
    BatchIntake<ModelReply> intake =
        intake(r -> r.get(0).unit().runId().equals(RUN) ? Uni.createFrom().nothing() : written());
    for (int n = 0; n < 20; n++) {
      intake.take(new Fake(reply(RUN, n)));
    }
    await().atMost(LONG).until(() -> !begun.isEmpty());

    // When
    for (int n = 100; n < 140; n++) {
      intake.take(new Fake(reply(OTHER, n)));
    }

    // Then
    await().atMost(LONG).until(() -> accepted.size() == 40);
    assertThat(accepted).allMatch(n -> n >= 100);
  }

  @Test
  void shouldGiveThePlacesOfRunsThatAreStuckToOthers() {
    // Given as many stuck runs as there are places
    Set<UUID> stuck = Set.of(RUN, Ids.next(), Ids.next());
    BatchIntake<ModelReply> intake =
        intake(
            r -> stuck.contains(r.get(0).unit().runId()) ? Uni.createFrom().nothing() : written());

    // When another one comes behind them
    stuck.forEach(run -> intake.take(new Fake(reply(run, 1))));
    intake.take(new Fake(reply(OTHER, 100)));

    // Then
    await().atMost(LONG).until(() -> accepted.contains(100));
    assertThat(accepted).containsExactly(100);
  }

  @Test
  void shouldRejectOnlyTheMessageThatCannotBeStored() {
    // Given
    CompletableFuture<Void> gate = new CompletableFuture<>();
    BatchIntake<ModelReply> intake =
        intake(
            r ->
                begun.size() == 1
                    ? Uni.createFrom().completionStage(gate)
                    : has(r, 7) ? notStorable("22P05") : written());
    intake.take(new Fake(reply(RUN, 1000)));
    for (int n = 0; n < 20; n++) {
      intake.take(new Fake(reply(RUN, n)));
    }

    // When
    gate.complete(null);

    // Then
    await().atMost(LONG).until(() -> accepted.size() == 20);
    assertThat(rejected).containsExactly(7);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldRejectNoMessageForWhatTheirRunCannotDo() {
    // Given data of the run itself, and not of a message, that PostgreSQL refuses
    BatchIntake<ModelReply> intake =
        intake(
            r ->
                r.get(0).unit().runId().equals(RUN)
                    ? Uni.createFrom().failure(new PgException("check", "ERROR", "23514", null))
                    : written());

    // When
    intake.take(new Fake(reply(RUN, 1)));
    intake.take(new Fake(reply(RUN, 2)));
    intake.take(new Fake(reply(OTHER, 3)));

    // Then they go back to the broker, whose places they held, and others are taken in meanwhile
    await().atMost(LONG).until(() -> failed.size() == 2);
    assertThat(accepted).containsExactly(3);
    assertThat(rejected).isEmpty();
    assertThat(troubles.resting("taking in its test")).containsExactly(RUN);
  }

  @Test
  void shouldForgetTheTroubleOfARunThatIsWrittenAtLast() {
    // Given
    Uni<Void> fault = Uni.createFrom().failure(new IllegalStateException("a fault of ours"));
    BatchIntake<ModelReply> intake = intake(r -> has(r, 1) ? fault : written());
    intake.take(new Fake(reply(RUN, 1)));
    await().atMost(LONG).until(() -> failed.size() == 1);

    // When
    intake.take(new Fake(reply(RUN, 2)));

    // Then
    await().atMost(LONG).until(() -> accepted.contains(2));
    await().atMost(LONG).until(() -> troubles.resting("taking in its test").length == 0);
  }

  @Test
  void shouldLoseNoPlaceToAWriteThatThrows() {
    // Given more messages than there are places, each of which makes the writer throw
    BatchIntake<ModelReply> intake =
        intake(
            r -> {
              if (r.get(0).unit().n() < 0) {
                throw new IllegalStateException("a fault of ours");
              }
              return written();
            });

    // When
    for (int i = 1; i <= 10; i++) {
      intake.take(new Fake(reply(Ids.next(), -i)));
    }
    intake.take(new Fake(reply(OTHER, 5)));

    // Then
    await().atMost(LONG).until(() -> accepted.contains(5) && failed.size() == 10);
  }

  @Test
  void shouldRejectWhatNamesNoUnit() {
    // Given
    BatchIntake<ModelReply> intake = intake(r -> written());

    // When
    for (int i = 0; i < 10; i++) {
      intake.take(
          new Fake(
              -i - 1,
              new ModelReply(null, "w", null, null, java.time.Instant.EPOCH, List.of(), null)));
      intake.take(
          new Fake(
              -i - 11,
              new ModelReply(new UnitRef(RUN, 1, 1), "w", null, null, null, List.of(), null)));
    }
    intake.take(new Fake(reply(RUN, 1)));

    // Then
    await().atMost(LONG).until(() -> accepted.contains(1));
    assertThat(rejected).hasSize(20);
  }

  @Test
  void shouldKeepEveryMessageWhileTheDatabaseIsAway() {
    // Given a database that is away for longer than a run of its own fault would be tried
    Uni<Void> away = Uni.createFrom().failure(new PgException("starting", "FATAL", "57P03", null));
    BatchIntake<ModelReply> intake = intake(r -> begun.size() < 9 ? away : written());

    // When
    intake.take(new Fake(reply(RUN, 1)));
    intake.take(new Fake(reply(RUN, 2)));

    // Then
    await().atMost(LONG).until(() -> accepted.size() == 2);
    assertThat(failed).isEmpty();
    assertThat(rejected).isEmpty();
    assertThat(troubles.resting("taking in its test")).isEmpty();
  }

  @Test
  void shouldGiveBackTheMessageThatTakesTheDatabaseTooLongByItself() {
    // Given a verdict that takes longer than a statement may, however small the batch
    Uni<Void> slow = Uni.createFrom().failure(new PgException("slow", "ERROR", "57014", null));
    BatchIntake<ModelReply> intake = intake(r -> has(r, 1) ? slow : written());

    // When
    intake.take(new Fake(reply(RUN, 1)));
    intake.take(new Fake(reply(OTHER, 3)));

    // Then it holds its place no longer, and counts against its run
    await().atMost(LONG).until(() -> failed.contains(1));
    assertThat(accepted).containsExactly(3);
    assertThat(troubles.resting("taking in its test")).containsExactly(RUN);
  }

  @Test
  void shouldHoldABatchWithinItsBytes() {
    // Given
    CompletableFuture<Void> gate = new CompletableFuture<>();
    BatchIntake<ModelReply> intake =
        intake(r -> begun.size() == 1 ? Uni.createFrom().completionStage(gate) : written());
    intake.take(new Fake(reply(RUN, 1000)));
    for (int n = 0; n < 10; n++) {
      intake.take(new Fake(n, 3 << 20, reply(RUN, n)));
    }

    // When
    gate.complete(null);

    // Then
    await().atMost(LONG).until(() -> accepted.size() == 11);
    assertThat(begun).allSatisfy(batch -> assertThat(batch.size()).isLessThanOrEqualTo(2));
  }

  private final class Fake implements Delivery {
    private final int id;
    private final int bytes;
    private final ModelReply reply;

    Fake(ModelReply reply) {
      this(reply.unit().n(), reply);
    }

    Fake(int id, ModelReply reply) {
      this(id, 0, reply);
    }

    Fake(int id, int bytes, ModelReply reply) {
      this.id = id;
      this.bytes = bytes;
      this.reply = reply;
    }

    @Override
    public Envelope<? extends Message> envelope() {
      return Envelope.of(Ids.next(), reply);
    }

    @Override
    public int bytes() {
      return bytes;
    }

    @Override
    public void accept() {
      assertThat(accepted.add(id)).as("settled once").isTrue();
    }

    @Override
    public void release() {
      throw new AssertionError("nothing is released");
    }

    @Override
    public void fail() {
      assertThat(failed.add(id)).as("settled once").isTrue();
    }

    @Override
    public void reject() {
      assertThat(rejected.add(id)).as("settled once").isTrue();
    }

    @Override
    public Uni<Void> reply(Envelope<?> answer) {
      throw new AssertionError("nothing is answered");
    }
  }
}
