package dev.assay.run.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.summary.RunRows;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which runs the sweeper takes for late: each is locked and written for it, every second. */
class LateEndsTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static RunRows rows;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  /** A run with pending units whose time has been over for long. */
  private static UUID overdue(String more) throws Exception {
    UUID run = rows.run(Ids.next(), "{}", 1, 4);
    rows.execute(
        ("update runs set max_duration_s = 1, generation_started_at = now() - interval '1 hour'"
                + "%s where id = '%s'")
            .formatted(more, run));
    return run;
  }

  @Test
  void shouldFindAnOverdueRunUntilItIsBeingCutAndNeverOneWhoseAnswersArePushed() throws Exception {
    // Given
    UUID asks = overdue("");
    UUID waitsForPushes = overdue(", target_kind = 'push'");
    UUID isBeingCut = overdue(", cutting = 'the time'");

    // When
    List<UUID> late =
        Rows.list(rows.db().query(LateEnds.FIND).await().atMost(LONG), row -> row.getUUID("id"));

    // Then
    assertThat(late).contains(asks).doesNotContain(waitsForPushes, isBeingCut);
  }
}
