package dev.assay.run.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.VisitedRows;
import dev.assay.run.verdict.summary.RunRows;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sweep reads when nothing is late, by PostgreSQL's own count, however much is stored. */
class IdleSweepsTest {
  private static final int STORED = 3_000;

  // The one run that is under way, once in each node of a plan that touches it.
  private static final long FEW = 10;
  private static final String SPEC = "{\"target\":{\"provider\":\"p\"},\"scorers\":[]}";
  private static RunRows rows;
  private static Db db;

  @BeforeAll
  static void store() throws Exception {
    rows = new RunRows();
    db = rows.db();
    UUID run = rows.run(Ids.next(), SPEC, 1, 0);
    rows.execute(
        ("insert into runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,"
                + " concurrency, repeats, total, pending, started_at, cancelling_at, finished_at)"
                + " select gen_random_uuid(), workspace_id, 'old', dataset_version_id, 'provider',"
                + " '{}', case when i %% 2 = 0 then 'cancelled' else 'successful' end, 1, 1, 0, 0,"
                + " now() - interval '1 day', now() - interval '1 day', now() - interval '1 hour'"
                + " from runs, generate_series(1, %d) i where id = '%s'")
            .formatted(STORED, run));
    // Answers of a run under way that wait for a judge, and were looked at.
    rows.execute(
        ("insert into units (run_id, n, position, repeat, status, generation, scores_due,"
                + " answered_at, task_sent_at, look_at)"
                + " select '%s', i, i, 0, 'answered', 1, 2, now() - interval '1 hour',"
                + " now() - interval '1 hour', 'infinity' from generate_series(1, %d) i")
            .formatted(run, STORED));
    rows.execute(
        ("insert into events (run_id, seq, workspace_id, workspace_seq, type, data)"
            + " select id, 1, workspace_id, row_number() over (order by id), 'run.log', '{}'"
            + " from runs"));
    rows.execute("vacuum analyze");
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static long visited(String sql, Object... parameters) throws Exception {
    return VisitedRows.of(db, sql, parameters);
  }

  @Test
  void shouldCountWhatIsVisited() throws Exception {
    assertThat(visited("select * from runs where name = 'nobody'")).isGreaterThanOrEqualTo(STORED);
  }

  @Test
  void shouldReadNothingOfAnswersThatWaitForTheirJudge() throws Exception {
    assertThat(visited(LateScores.TAKE, 5_000L, 60_000L)).isLessThan(FEW);
    assertThat(visited(LateScores.TAKE_SUSPECT, 60_000L)).isLessThan(FEW);
  }

  @Test
  void shouldReadNoRunThatEndedWhenItLooksForCancels() throws Exception {
    assertThat(visited(LateCancels.FIND, 3_000L, 120_000L)).isLessThan(FEW);
    assertThat(visited(LateCancels.LEFT)).isLessThan(FEW);
  }

  @Test
  void shouldReadNoEventWhenNoneIsOld() throws Exception {
    assertThat(visited(OldEvents.FIND, 30L * 24 * 3600 * 1000)).isLessThan(FEW);
  }

  @Test
  void shouldReadNoRunThatEndedWhenItLooksForEnds() throws Exception {
    assertThat(visited(LateEnds.FIND)).isLessThan(FEW);
  }
}
