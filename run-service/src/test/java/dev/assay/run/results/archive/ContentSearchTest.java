package dev.assay.run.results.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.verdict.summary.RunRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The search for items ends in time, whatever there is to read. */
class ContentSearchTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private RunRows rows;
  private UUID workspace;

  @BeforeEach
  void start() throws SQLException {
    rows = new RunRows();
    workspace = Ids.next();
  }

  @AfterEach
  void stop() throws SQLException {
    rows.close();
  }

  private void run(int units) throws SQLException {
    UUID run = rows.run(workspace, "{}", 1, units);
    rows.execute(
        """
        insert into items (dataset_version_id, position, item_id, body)
        select dataset_version_id, i, 'item-' || i, json_build_object('input', 'word ' || i)
        from runs, generate_series(1, %d) as i where id = '%s'
        """
            .formatted(units, run));
    rows.execute(
        """
        insert into units (run_id, n, position, repeat, status, generation)
        select '%s', i, i, 0, 'passed', 1 from generate_series(1, %d) as i
        """
            .formatted(run, units));
  }

  @Test
  void shouldLookAtSoManyUnitsOfTheNewestRunsOnly() throws SQLException {
    // Given an older run, and newer ones with more units than are looked at
    run(3);
    run(ContentSearch.UNITS - 1);
    run(7);

    // When
    ContentSearch.Hits hits =
        new ContentSearch(rows.db()).find(workspace, "WORD", 20).await().atMost(LONG);

    // Then
    assertThat(hits.items()).hasSize(20);
    assertThat(hits.items().get(0).itemId()).isEqualTo("item-1");
    assertThat(hits.searched()).isEqualTo(new Found.Searched(3, ContentSearch.UNITS, true));
  }

  @Test
  void shouldGiveUpWhatTakesTooLong() throws SQLException {
    // Given answers that nobody may read for now
    run(3);
    rows.execute("begin");
    rows.execute("lock table answers in access exclusive mode");

    // When
    ContentSearch.Hits hits =
        new ContentSearch(rows.db(), Duration.ofMillis(200))
            .find(workspace, "word", 20)
            .await()
            .atMost(LONG);
    rows.execute("rollback");

    // Then
    assertThat(hits.items()).isEmpty();
    assertThat(hits.searched().complete()).isFalse();
  }
}
