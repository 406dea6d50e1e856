package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.testing.Settings;
import dev.assay.run.verdict.summary.RunRows;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of the log: one with five hundred large events must not fill the memory. */
class EventReaderTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int LARGE = 400_000;
  private static RunRows rows;
  private static EventReader reader;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    StreamConfig config = Settings.of(StreamConfig.class);
    reader = new EventReader(rows.db(), config);
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static UUID told(UUID workspace, int... bytes) throws Exception {
    UUID run = rows.run(workspace, "{}", 1, 0);
    for (int i = 0; i < bytes.length; i++) {
      rows.execute(
          ("insert into events (run_id, seq, workspace_id, workspace_seq, type, data)"
                  + " values ('%s', %d, '%s', %d, 'run.log', repeat('x', %d))")
              .formatted(run, i + 1, workspace, i + 1, bytes[i]));
    }
    return run;
  }

  private static List<Long> numbers(Uni<EventReader.Page> page) {
    return page.await().atMost(LONG).events().stream().map(StoredEvent::cursor).toList();
  }

  @Test
  void shouldEndAPageAfterAMegabyteAndGoOnBehindIt() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = told(workspace, LARGE, LARGE, LARGE, LARGE, 10);

    // Then
    assertThat(numbers(reader.ofRun(workspace, run, 0))).containsExactly(1L, 2L, 3L);
    assertThat(numbers(reader.ofRun(workspace, run, 3))).containsExactly(4L, 5L);
    assertThat(numbers(reader.ofWorkspace(workspace, 0, null))).containsExactly(1L, 2L, 3L);
    assertThat(numbers(reader.ofWorkspace(workspace, 3, null))).containsExactly(4L, 5L);
  }

  @Test
  void shouldReadAnEventThatIsLargerThanAPage() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = told(workspace, 8 * LARGE, 10);

    // Then
    assertThat(numbers(reader.ofRun(workspace, run, 0))).containsExactly(1L);
    assertThat(numbers(reader.ofRun(workspace, run, 1))).containsExactly(2L);
  }
}
