package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.engine.losses.LostCalls;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.events.EventLog;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.runs.state.RunTransitions;
import dev.assay.run.verdict.summary.RunRows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Units that two workers were lost with. */
class SuspectsTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String SPEC =
      "{\"target\":{\"provider\":\"p\"},\"dataset\":{},\"order\":\"position\",\"seed\":1,\"scorers\":[]}";
  private static RunRows rows;
  private static Db db;
  private static UnitClaims claims;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    db = rows.db();
    RunLedger ledger =
        new RunLedger(
            new RunTransitions(new SimpleMeterRegistry()),
            (tx, run) -> Uni.createFrom().item("none"),
            new EventLog());
    claims = new UnitClaims(ledger, db);
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static UUID suspects(int units) throws Exception {
    UUID run = rows.run(Ids.next(), SPEC, 1, units);
    rows.execute(
        ("insert into units (run_id, n, position, repeat, status, generation, deliveries)"
                + " select '%s', i, i, 0, 'pending', 1, 2 from generate_series(0, %d - 1) i")
            .formatted(run, units));
    return run;
  }

  private static List<ClaimedUnit> claim(UUID run) {
    return db.inTransaction(
            tx -> RunLocks.lock(tx, run).flatMap(locked -> claims.claim(tx, locked, 100)))
        .await()
        .atMost(LONG);
  }

  /** All that is with workers comes back well. */
  private static void answered(UUID run) throws Exception {
    rows.execute(
        "update units set status = 'passed' where run_id = '%s' and status = 'dispatched'"
            .formatted(run));
  }

  /** All that is with workers is lost with them. */
  private static void lost(UUID run, List<ClaimedUnit> units) throws Exception {
    List<LostCalls.Lost> lost =
        units.stream().map(u -> new LostCalls.Lost(u.ref().n(), OffsetDateTime.now())).toList();
    db.inTransaction(tx -> RunLocks.lock(tx, run).flatMap(locked -> LostCalls.book(tx, run, lost)))
        .await()
        .atMost(LONG);
    rows.execute(
        "update units set status = 'pending' where run_id = '%s' and status = 'dispatched'"
            .formatted(run));
  }

  @Test
  void shouldGoOutTwiceAsManyAsLongAsNoWorkerIsLost() throws Exception {
    // Given
    UUID run = suspects(12);

    // When / Then
    assertThat(claim(run)).hasSize(1);
    assertThat(claim(run)).as("beside the first one").isEmpty();
    answered(run);
    assertThat(claim(run)).hasSize(2);
    answered(run);
    assertThat(claim(run)).hasSize(4);
    answered(run);
    assertThat(claim(run)).hasSize(5);
  }

  @Test
  void shouldCountALossAgainstAUnitOnlyWhenItWasAlone() throws Exception {
    // Given
    UUID run = suspects(6);
    assertThat(claim(run)).extracting(ClaimedUnit::deliveries).containsExactly(3);
    answered(run);

    // When a worker is lost with two of them
    List<ClaimedUnit> two = claim(run);
    assertThat(two).extracting(ClaimedUnit::deliveries).containsExactly(2, 2);
    lost(run, two);

    // Then each is alone again
    List<ClaimedUnit> alone = claim(run);
    assertThat(alone).extracting(ClaimedUnit::deliveries).containsExactly(3);
    lost(run, alone);
    assertThat(claim(run).get(0).deliveries()).as("given up by whoever sends it").isEqualTo(4);
  }
}
