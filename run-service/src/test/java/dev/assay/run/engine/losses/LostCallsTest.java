package dev.assay.run.engine.losses;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import dev.assay.common.status.OutcomeClass;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What the ledger says of calls that a worker was lost with while the broker says nothing of it: it
 * hands them to another one as if for the first time.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LostCallsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static ModelReply answered(ModelCall call, String by) {
    ModelReply right = Replies.right(call);
    Attempt made =
        new Attempt(
            1,
            by,
            Instant.now(),
            5L,
            20,
            OutcomeClass.OK,
            200,
            null,
            0,
            null,
            null,
            0.001,
            null,
            null,
            false);
    return new ModelReply(
        right.unit(), by, right.answer(), null, null, List.of(made), right.context());
  }

  private List<Row> lost(UUID run) {
    return lab.all(
        "select worker, cost from attempts where run_id = $1 and outcome_unknown order by n", run);
  }

  private boolean present(String worker) {
    return !lab.all("select 1 from workers where id = $1", worker).isEmpty();
  }

  @Test
  void shouldBookTheCallOfAnotherWorkerThatHadTheSameHandOut() {
    // Given a worker that says what it has
    UUID run = lab.held(worker.telling(), 1);
    ModelCall call = worker.held(run).get(0);

    // When another one answers the same hand-out
    worker.say(answered(call, "next"));

    // Then what the first one did is not known, and so is what the run cost
    JsonPath end = lab.awaitEnd(run);
    assertThat(lost(run)).extracting(row -> row.getString("worker")).containsExactly("fake");
    assertThat(end.getString("cost")).isNull();
    assertThat(end.getDouble("known_cost")).isEqualTo(0.001);
    assertThat(end.getBoolean("summary.usage.candidate.billed.cost_known")).isFalse();

    // When the first one was only cut off from the broker, and says what it did
    worker.answeringOne(held -> answered(held, "fake")).release();

    // Then it is known, and both are paid for
    await().atMost(Lab.LONG).until(() -> lab.show(run).getString("cost") != null);
    JsonPath known = lab.show(run);
    assertThat(known.getDouble("cost")).isEqualTo(0.002);
    assertThat(known.getBoolean("summary.usage.candidate.billed.cost_known")).isTrue();
    assertThat(lost(run)).isEmpty();
  }

  @Test
  void shouldSayNothingOfAHandOutThatItsWorkerGaveBack() {
    // Given
    UUID run = lab.held(worker.telling(), 1);
    ModelCall call = worker.held(run).get(0);

    // When the next hand-out is answered by another one, while it still says that it had the first
    worker.holding(next -> false).answeringOne(next -> answered(next, "next"));
    worker.say(Replies.parked(call, Instant.now()));

    // Then
    lab.awaitEnd(run);
    assertThat(worker.calls(run)).hasSize(2);
    assertThat(lost(run)).isEmpty();
  }

  @Test
  void shouldBookOnceWhatAWorkerHadThatIsNotHeardOfAnyMore() {
    // Given calls with two workers
    String name = unique("doomed");
    FakeWorker doomed = FakeWorker.start(name, 512).telling().holding(call -> true);
    worker.holding(call -> true);
    UUID run = lab.launch(launchOf(16));
    await().atMost(Lab.LONG).until(() -> doomed.held(run).size() + worker.held(run).size() == 16);
    List<ModelCall> calls = doomed.held(run);
    assertThat(calls).isNotEmpty();
    await().atMost(Lab.LONG).until(() -> present(name));

    // When one is killed, and one of its calls has come to another one
    doomed.kill();
    worker.say(answered(calls.get(0), "next"));

    // Then each of its calls is a line, once
    await().atMost(Lab.LONG).until(() -> !present(name));
    assertThat(lost(run))
        .extracting(row -> row.getString("worker"))
        .containsOnly(name)
        .hasSameSizeAs(calls);
    assertThat(lab.show(run).getString("cost")).isNull();
  }

  @Test
  void shouldBookInARunThatHasEndedMeanwhile() {
    // Given
    String name = unique("doomed");
    FakeWorker doomed = FakeWorker.start(name, 512).telling().holding(call -> true);
    worker.holding(call -> true);
    UUID run = lab.launch(launchOf(16));
    await().atMost(Lab.LONG).until(() -> doomed.held(run).size() + worker.held(run).size() == 16);
    await().atMost(Lab.LONG).until(() -> present(name));

    // When the run is cancelled, and with that its worker killed
    doomed.kill();
    lab.act(run, "cancel");
    lab.awaitEnd(run);
    await().atMost(Lab.LONG).until(() -> !present(name));

    // Then its summary knows
    JsonPath end = lab.show(run);
    assertThat(end.getString("cost")).isNull();
    assertThat(end.getBoolean("summary.usage.candidate.billed.cost_known")).isFalse();
    assertThat(lost(run)).hasSameSizeAs(doomed.held(run));
  }

  @Test
  void shouldTakeBackWhatALivingWorkerHasGivenUpUnasked() {
    // Given a worker's call that another one has answered
    UUID run = lab.held(worker.telling(), 1);
    ModelCall call = worker.held(run).get(0);
    worker.say(answered(call, "next"));
    lab.awaitEnd(run);
    assertThat(lost(run)).hasSize(1);
    assertThat(lab.show(run).getString("cost")).isNull();

    // When the first one says that it asked nobody, and has the call no more
    worker.answeringOne(held -> Replies.parked(held, Instant.now())).release();

    // Then nothing is lost, and the run's cost is that of the one call
    await().atMost(Lab.LONG).until(() -> lost(run).isEmpty());
    JsonPath known = lab.show(run);
    assertThat(known.getDouble("cost")).isEqualTo(0.001);
    assertThat(known.getBoolean("summary.usage.candidate.billed.cost_known")).isTrue();
  }
}
