package dev.assay.run.engine.dispatch;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.ModelCall;
import dev.assay.run.engine.leases.Leases;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.HeldTable;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sending that takes several times as long as a message may be without its stamp. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SlowSendingTest {
  @Inject Lab lab;
  @Inject Db db;
  @Inject UnitClaims claims;
  @Inject CallSender sender;
  @Inject Leases leases;
  @Inject TaskSender tasks;
  @Inject WorkerRegistry registry;
  @Beside FakeScoring scoring;
  private final List<FakeWorker> workers = new ArrayList<>();

  @BeforeEach
  void start() {
    await().atMost(Lab.LONG).until(() -> registry.alive() == 0);
  }

  @AfterEach
  void stop() {
    if (workers.isEmpty()) {
      work();
    }
    lab.quiet();
    workers.forEach(FakeWorker::close);
  }

  private FakeWorker work() {
    FakeWorker worker = FakeWorker.start();
    workers.add(worker);
    return worker;
  }

  private List<ClaimedUnit> claimed(UUID run) {
    return db.inTransaction(
            tx -> RunLocks.lock(tx, run).flatMap(locked -> claims.claim(tx, locked, 100)))
        .await()
        .atMost(Lab.LONG);
  }

  /** Three times as long as a message may be unstamped in this profile. */
  private void awaitLong(String renewed, UUID run) {
    String since = lab.one("select now()::text as at").getString("at");
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                lab.one(
                        "select bool_and(%s > '%s'::timestamptz + interval '3 s') as long"
                                .formatted(renewed, since)
                            + " from units where run_id = $1",
                        run)
                    .getBoolean("long"));
  }

  @Test
  void shouldSendEachCallOnceHoweverLongAnotherRunHoldsItUp() throws Exception {
    // Given a run that looks into the cache first, and one that comes after it
    Map<String, Object> launch = launchOf(3);
    launch.put("cache", "read");
    UUID looking = lab.launch(launch);
    UUID behind = lab.launch(launchOf(3));
    List<ClaimedUnit> units = new ArrayList<>(claimed(looking));
    units.addAll(claimed(behind));
    CompletableFuture<Void> sent;

    // When nobody can read the cache for long
    try (HeldTable cache = HeldTable.of("answer_cache")) {
      sent = sender.send(units).subscribeAsCompletionStage();
      awaitLong("dispatched_at", looking);
      awaitLong("dispatched_at", behind);
    }
    sent.join();

    // Then nobody has taken it for lost
    FakeWorker worker = work();
    for (UUID run : List.of(looking, behind)) {
      assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(3);
      assertThat(worker.calls(run).stream().map(ModelCall::itemId)).hasSize(3);
      assertThat(lab.all("select hand_outs, deliveries from units where run_id = $1", run))
          .allSatisfy(row -> assertThat(row.getInteger("hand_outs")).isEqualTo(1));
    }
  }

  @Test
  void shouldStampACallAsSoonAsItIsAcceptedAlthoughAnotherOfItsRunWaits() {
    // Given
    UUID run = lab.launch(launchOf(2));
    List<ClaimedUnit.Claim> both = claimed(run).stream().map(ClaimedUnit::claim).toList();
    CompletableFuture<Void> broker = new CompletableFuture<>();

    // When the broker takes one of them, and not the other
    CompletableFuture<Void> sent =
        leases
            .during(
                both,
                claims,
                lease ->
                    Uni.join()
                        .all(
                            lease.sending(both.subList(0, 1), () -> Uni.createFrom().voidItem()),
                            lease.sending(
                                both.subList(1, 2), () -> Uni.createFrom().completionStage(broker)))
                        .andFailFast()
                        .replaceWithVoid())
            .subscribeAsCompletionStage();

    // Then
    await().atMost(Lab.LONG).until(() -> stamped(run).equals(List.of(true, false)));
    awaitLong("case when n = 0 then 'infinity' else dispatched_at end", run);
    assertThat(stamped(run)).containsExactly(true, false);
    broker.complete(null);
    sent.join();
    assertThat(stamped(run)).containsExactly(true, true);
  }

  private List<Boolean> stamped(UUID run) {
    return lab
        .all("select call_sent_at is not null as sent from units where run_id = $1 order by n", run)
        .stream()
        .map(row -> row.getBoolean("sent"))
        .toList();
  }

  @Test
  void shouldSendAgainWhatNobodyIsSendingAnyMore() {
    // Given units whose claimant died
    UUID run = lab.launch(launchOf(3));
    assertThat(claimed(run)).hasSize(3);

    // When
    FakeWorker worker = work();

    // Then
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(3);
    assertThat(worker.calls(run)).hasSize(3);
  }

  @Test
  void shouldCountAClaimFromTheMomentItIsMade() throws Exception {
    // Given a transaction that has waited for the lock of its run longer than a claim lasts
    UUID run = lab.launch(launchOf(1));
    CompletableFuture<List<ClaimedUnit>> claimed;
    String until;
    try (HeldTable row = HeldTable.ofRun(run)) {
      claimed =
          db.inTransaction(
                  tx -> RunLocks.lock(tx, run).flatMap(locked -> claims.claim(tx, locked, 1)))
              .subscribeAsCompletionStage();
      String since = lab.one("select now()::text as at").getString("at");
      await()
          .atMost(Lab.LONG)
          .until(
              () ->
                  lab.one(
                          "select now() > '%s'::timestamptz + interval '2 s' as late"
                              .formatted(since))
                      .getBoolean("late"));
      until = lab.one("select now()::text as at").getString("at");
    }

    // Then
    assertThat(claimed.join()).hasSize(1);
    assertThat(
            lab.one(
                    "select dispatched_at > '%s'::timestamptz as fresh from units".formatted(until)
                        + " where run_id = $1",
                    run)
                .getBoolean("fresh"))
        .isTrue();
  }

  @Test
  void shouldSendEachTaskOnceHoweverLongItsAnswersCannotBeRead() throws Exception {
    // Given answers that were taken in a moment ago
    scoring.silentToTasks(true);
    FakeWorker worker = work();
    UUID run = lab.launch(launchOf(3));
    await().atMost(Lab.LONG).until(() -> !scoring.tasks(run).isEmpty());
    assertThat(worker.calls(run)).hasSize(3);
    CompletableFuture<Void> sent;
    List<Object> taken;

    // When
    try (HeldTable answers = HeldTable.of("answers")) {
      lab.all(
          "update units set task_sent_at = null, answered_at = now(),"
              + " look_at = now() + interval '1 s' where run_id = $1",
          run);
      taken = answeredAt(run);
      sent = tasks.send(Map.of(run, List.of(0, 1, 2))).subscribeAsCompletionStage();
      awaitLong("look_at", run);

      // Then nobody has taken them for lost
      assertThat(answeredAt(run)).isEqualTo(taken);
      scoring.silentToTasks(false);
    }
    sent.join();
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(3);
  }

  private List<Object> answeredAt(UUID run) {
    List<Object> all = new ArrayList<>();
    for (Row row : lab.all("select answered_at from units where run_id = $1 order by n", run)) {
      all.add(row.getValue("answered_at"));
    }
    return all;
  }
}
