package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.summary.RunRows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonColumnsTest {
  private static RunRows database;

  @BeforeAll
  static void start() throws Exception {
    database = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  private static RowSet<Row> query(String sql, Object... parameters) {
    return database.db().query(sql, parameters).await().indefinitely();
  }

  @Test
  void shouldReadBackWhatItWrote() {
    // Given
    RunSpec.Judge judge = new RunSpec.Judge("p", "mödel \"4\"", null, 3);

    // When
    Row row =
        Rows.one(
            query(
                "select $1::text::json::text as one, $2::text::json::text as many",
                JsonColumns.text(judge),
                JsonColumns.text(List.of(judge, judge))));

    // Then
    assertThat(JsonColumns.read(row, "one", RunSpec.Judge.class)).isEqualTo(judge);
    assertThat(JsonColumns.read(row, "many", new TypeReference<List<RunSpec.Judge>>() {}))
        .containsExactly(judge, judge);
    assertThat(JsonColumns.tree(row, "one").path("concurrency").asInt()).isEqualTo(3);
  }

  @Test
  void shouldKeepNothingAsNothing() {
    // When
    Row row = Rows.one(query("select null::text as j, null::timestamptz as at"));

    // Then
    assertThat(JsonColumns.tree(row, "j")).isNull();
    assertThat(JsonColumns.read(row, "j", RunSpec.Judge.class)).isNull();
    assertThat(JsonColumns.read(row, "j", new TypeReference<List<String>>() {})).isNull();
    assertThat(JsonColumns.text(null)).isNull();
    assertThat(Rows.instant(row, "at")).isNull();
  }

  @Test
  void shouldSayWhichColumnCannotBeRead() {
    // When
    Row row = Rows.one(query("select '{\"provider\": [' as broken"));

    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> JsonColumns.tree(row, "broken"))
        .withMessageContaining("broken");
    assertThatIllegalStateException()
        .isThrownBy(() -> JsonColumns.read(row, "broken", RunSpec.Judge.class))
        .withMessageContaining("broken");
  }

  @Test
  void shouldGiveRowsInTheirOrder() {
    // When
    RowSet<Row> three =
        query(
            "select i, '2026-01-02 03:04:05Z'::timestamptz as at"
                + " from generate_series(1, 3) as i order by i desc");

    // Then
    assertThat(Rows.list(three, row -> row.getInteger("i"))).containsExactly(3, 2, 1);
    assertThat(Rows.first(three)).map(row -> row.getInteger("i")).hasValue(3);
    assertThat(Rows.instant(Rows.one(three), "at"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(Rows.first(query("select 1 where false"))).isEmpty();
  }
}
