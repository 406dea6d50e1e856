package dev.assay.run.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.verdict.summary.RunRows;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes, and when. */
class CacheUpkeepTest {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final UUID WORKSPACE = Ids.next();
  private static RunRows rows;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    rows.execute("insert into workspaces (id, name) values ('%s', 'w')".formatted(WORKSPACE));
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    rows.execute("delete from answer_cache");
  }

  private static CacheUpkeep upkeep(long maxBytes) {
    return new CacheUpkeep(
        rows.db(),
        new CacheConfig() {
          @Override
          public Duration keep() {
            return Duration.ofDays(30);
          }

          @Override
          public MemorySize maxBytes() {
            return new MemorySize(BigInteger.valueOf(maxBytes));
          }

          @Override
          public Duration sweepEvery() {
            return Duration.ofMinutes(5);
          }
        });
  }

  private static void entry(String key, int bytes, int daysAgo) throws SQLException {
    rows.execute(
        "insert into answer_cache values ('%s', '%s', '{}', %d, now(), now() - interval '%d days')"
            .formatted(WORKSPACE, key, bytes, daysAgo));
  }

  private static List<String> keys() {
    return rows
        .db()
        .query("select key from answer_cache order by key")
        .await()
        .atMost(SOON)
        .stream()
        .map(row -> row.getString("key"))
        .toList();
  }

  @Test
  void shouldDropWhatNobodyTookForLong() throws SQLException {
    // Given
    entry("new", 10, 0);
    entry("old", 10, 31);

    // When
    int dropped = upkeep(1000).sweep().await().atMost(SOON);

    // Then
    assertThat(dropped).isEqualTo(1);
    assertThat(keys()).containsExactly("new");
  }

  @Test
  void shouldDropWhatWasNotTakenForLongestWhenThereIsTooMuch() throws SQLException {
    // Given
    entry("a", 40, 3);
    entry("b", 40, 1);
    entry("c", 40, 2);

    // When
    int dropped = upkeep(100).sweep().await().atMost(SOON);

    // Then
    assertThat(dropped).isEqualTo(1);
    assertThat(keys()).containsExactly("b", "c");
  }

  @Test
  void shouldNotLookEveryTime() throws SQLException {
    // Given
    CacheUpkeep upkeep = upkeep(1000);
    assertThat(upkeep.sweep().await().atMost(SOON)).isZero();
    entry("old", 10, 31);

    // When
    int dropped = upkeep.sweep().await().atMost(SOON);

    // Then
    assertThat(dropped).isZero();
    assertThat(keys()).containsExactly("old");
  }
}
