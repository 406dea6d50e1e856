package dev.assay.run.engine.sweep;

import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.WorkerPresence;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.engine.losses.WorkerCalls;
import dev.assay.run.engine.losses.WorkerRows;
import dev.assay.run.platform.broker.WorkerFeed;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workers that were lost while nobody listened, as with the whole machine. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LostWorkersTest {
  @Inject Lab lab;
  @Inject BrokerLink link;
  @Inject Db db;
  @Inject WorkerFeed feed;
  @Inject WorkerRows rows;
  @Inject RunLedger ledger;
  @Inject SweepConfig config;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldNotKnowWhatRunsCostThatAnUnheardWorkerMayHaveCalledFor() {
    // Given a run that goes on, and a worker of before that the service heard of
    UUID run = lab.held(worker, 2);
    String ghost = unique("ghost");
    lab.all("insert into workers (id) values ($1)", ghost);
    lab.all("update runs set started_at = started_at - interval '1 minute' where id = $1", run);

    // When the service starts again and does not hear of it
    WorkerCalls nobody = new WorkerCalls(feed);
    LostWorkers again =
        new LostWorkers(link, db, nobody, rows, new LateReports(db, nobody), ledger, config);
    await()
        .atMost(Lab.LONG)
        .until(
            () -> {
              again.sweep().await().atMost(Lab.LONG);
              return lab.all("select 1 from workers where id = $1", ghost).isEmpty();
            });

    // Then the run does not know what it costs, also once it has ended
    assertThat(lab.show(run).getString("cost")).isNull();
    worker.release();
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(2);
    assertThat(end.getString("cost")).isNull();
    assertThat(end.getBoolean("summary.usage.candidate.billed.cost_known")).isFalse();
    lab.holds(run);
  }

  @Test
  void shouldMissNobodyWhoseGoodbyeWaitedForTheService() {
    // Given a worker that left while the service was away
    String left = unique("left");
    lab.all("insert into workers (id) values ($1)", left);

    // When its goodbye is read
    link.sender(Address.ANSWERS)
        .send(
            Envelope.of(null, new WorkerPresence(left, 8, 0, Map.of(), List.of(), true, List.of())))
        .await()
        .atMost(Lab.LONG);

    // Then it is not waited for any more
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.all("select 1 from workers where id = $1", left).isEmpty());
    assertThat(lab.all("select 1 from dead_letters where body::text like '%' || $1 || '%'", left))
        .isEmpty();
  }
}
