package dev.assay.run.traffic.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.VisitedRows;
import dev.assay.run.verdict.summary.RunRows;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is read to find what is kept no longer: not all that is kept, of this workspace or others.
 */
class RetentionReadsTest {
  private static final int KEPT = 20_000;
  private static final int OLD = 5;

  // A row of each, what belongs to it, and what each node of a plan passes on of them.
  private static final long FEW = 50L * OLD;
  private static RunRows rows;
  private static Db db;

  @BeforeAll
  static void store() throws Exception {
    rows = new RunRows();
    db = rows.db();
    UUID keeping = workspace();
    UUID letting = workspace();
    rows.execute(
        "insert into traffic_settings (workspace_id, keep_days) values ('%s', 10)"
            .formatted(letting));
    write(keeping, "kept", KEPT, 20);
    write(letting, "new", KEPT, 1);
    write(letting, "old", OLD, 20);
    rows.execute("vacuum analyze");
  }

  private static UUID workspace() throws Exception {
    UUID id = Ids.next();
    rows.execute("insert into workspaces (id, name) values ('%1$s', '%1$s')".formatted(id));
    return id;
  }

  /** Ids of records of some days ago, and as much that was said of sessions at that time. */
  private static void write(UUID workspace, String name, int many, int daysAgo) throws Exception {
    rows.execute(
        ("insert into traffic_ids (workspace_id, kind, id, at) select '%s', 'request', '%s' || i,"
                + " now() - interval '%d days' from generate_series(1, %d) i")
            .formatted(workspace, name, daysAgo, many));
    rows.execute(
        ("insert into feedback (id, workspace_id, entity_type, entity_id, notes, at) select"
                + " gen_random_uuid(), '%s', 'chat', '%s' || i, 'note',"
                + " now() - interval '%d days' from generate_series(1, %d) i")
            .formatted(workspace, name, daysAgo, many));
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @Test
  void shouldFindRecordsByTheirWorkspaceAndTime() throws Exception {
    assertThat(VisitedRows.of(db, TrafficRetention.DELETE, OLD)).isBetween((long) OLD, FEW);
  }

  @Test
  void shouldFindWhatWasSaidOfNoRecordByItsTime() throws Exception {
    assertThat(VisitedRows.of(db, TrafficRetention.UNBOUND, OLD)).isBetween((long) OLD, FEW);
  }
}
