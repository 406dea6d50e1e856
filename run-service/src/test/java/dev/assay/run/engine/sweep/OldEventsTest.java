package dev.assay.run.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.engine.troubles.RunEnding;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.Settings;
import dev.assay.run.verdict.summary.RunRows;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events of runs that ended long ago go faster than new ones come. */
class OldEventsTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int MANY = 12_000;
  private static RunRows rows;
  private static Db db;
  private static OldEvents events;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    db = rows.db();
    SweepConfig config = Settings.of(SweepConfig.class);
    events = new OldEvents(db, config, new RunTroubles(new RunEnding(null, null)));
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static UUID ended(String age, int told) throws Exception {
    UUID run = rows.run(Ids.next(), "{}", 1, 0);
    rows.execute(
        ("update runs set status = 'successful', finished_at = now() - interval '%s'"
                + " where id = '%s'")
            .formatted(age, run));
    rows.execute(
        ("insert into events (run_id, seq, workspace_id, workspace_seq, type, data)"
                + " select id, i, workspace_id, i, 'run.log', '{}' from runs,"
                + " generate_series(1, %d) i where id = '%s'")
            .formatted(told, run));
    return run;
  }

  private static long left(UUID run) {
    return db.query("select count(*) as k from events where run_id = $1", run)
        .await()
        .atMost(LONG)
        .iterator()
        .next()
        .getLong("k");
  }

  private static int sweep() {
    return events.sweep().await().atMost(LONG);
  }

  @Test
  void shouldDropAllThatIsOldInOneSweepAndNothingElse() throws Exception {
    // Given a busy run of long ago, a quiet one, and one that ended yesterday
    UUID busy = ended("31 days", MANY);
    UUID quiet = ended("40 days", 3);
    UUID young = ended("1 day", 5);

    // When
    int found = sweep();

    // Then, and the next sweep has nothing to look at
    assertThat(found).isEqualTo(2);
    assertThat(left(busy)).isZero();
    assertThat(left(quiet)).isZero();
    assertThat(left(young)).isEqualTo(5);
    assertThat(sweep()).isZero();
  }
}
