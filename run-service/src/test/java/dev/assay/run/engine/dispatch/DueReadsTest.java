package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.VisitedRows;
import dev.assay.run.verdict.summary.RunRows;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a round reads to find what is due: as much as there is room for, however much waits. */
class DueReadsTest {
  private static final String SPEC = "{\"target\":{\"provider\":\"p\"},\"scorers\":[]}";
  private static final int WAITING = 20_000;
  private static final int ROOM = 8;

  // A unit, the row of its run, and what each node of a plan passes on of them.
  private static final long FEW = 5L * ROOM;
  private static RunRows rows;
  private static Db db;
  private static UUID run;

  @BeforeAll
  static void store() throws Exception {
    rows = new RunRows();
    db = rows.db();
    run = rows.run(Ids.next(), SPEC, 1, WAITING);
    rows.execute(
        ("insert into units (run_id, n, position, repeat, status, generation)"
                + " select '%s', i, i, 0, 'pending', 1 from generate_series(1, %d) i")
            .formatted(run, WAITING));
    rows.execute("vacuum analyze");
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static long visited() throws Exception {
    return VisitedRows.of(
        db,
        Dispatcher.DUE,
        new UUID[] {run},
        new UUID[] {run},
        new Integer[] {0},
        new Integer[] {ROOM});
  }

  @Test
  void shouldReadNoMoreUnitsThanThereIsRoomFor() throws Exception {
    assertThat(visited()).isBetween((long) ROOM, FEW);
  }
}
