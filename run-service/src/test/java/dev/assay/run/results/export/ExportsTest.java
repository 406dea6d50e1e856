package dev.assay.run.results.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.results.export.capsule.Capsules;
import dev.assay.run.verdict.summary.RunRows;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {
  private static RunRows rows;
  private static Exports exports;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    exports = new Exports(new ExportQuery(rows.db()), new Capsules(rows.db()));
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @Test
  void shouldWriteOneObjectPerLineWithEverythingOfTheUnit() throws Exception {
    // Given a unit with an answer, a score, two attempts and a body that spans lines
    UUID run = run(3);
    rows.execute(
        """
        update items set body = '{"input": {"q":\\n "1+1"}, "expected": null}'
          where position = 0 and dataset_version_id =
            (select dataset_version_id from runs where id = '%1$s');
        insert into answers (run_id, n, output) values ('%1$s', 0, '"=2\\u0022,\\nx"');
        insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms,
                              outcome, http_status)
        values ('%1$s', 0, 1, 1, 'w', now() - interval '1 second', 5, 'rate_limited', 429),
               ('%1$s', 0, 1, 2, 'w', now(), 5, 'ok', 200);
        """
            .replace("\\n", "\n")
            .replace(",\nx", ",\\nx")
            .formatted(run));

    // When
    List<String> lines = text(ExportFormat.JSONL, run).lines().toList();

    // Then
    assertThat(lines).hasSize(3);
    JsonNode unit = Json.mapper().readTree(lines.get(0));
    assertThat(unit.get("item_id").asText()).isEqualTo("item-0");
    assertThat(unit.at("/input/q").asText()).isEqualTo("1+1");
    assertThat(unit.get("expected").isNull()).isTrue();
    assertThat(unit.get("output").asText()).isEqualTo("=2\",\nx");
    assertThat(unit.at("/scores/near/score").asDouble()).isEqualTo(0.75);
    assertThat(unit.at("/scores/near/passed").asBoolean()).isTrue();
    assertThat(unit.get("attempts")).hasSize(2);
    assertThat(unit.at("/attempts/0/http_status").asInt()).isEqualTo(429);
    assertThat(unit.get("cost").isNull()).isTrue();
    JsonNode bare = Json.mapper().readTree(lines.get(1));
    assertThat(bare.has("expected")).isFalse();
    assertThat(bare.get("output").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 501, 1203})
  void shouldWriteOneJsonDocumentOverAnyNumberOfChunks(int units) throws Exception {
    // Given
    UUID run = run(units);

    // When
    JsonNode json = Json.mapper().readTree(text(ExportFormat.JSON, run));

    // Then
    assertThat(json.at("/run/name").asText()).isEqualTo("a run");
    assertThat(json.get("items")).hasSize(units);
    for (int i = 0; i < units; i++) {
      assertThat(json.at("/items/" + i + "/position").asInt()).isEqualTo(i);
    }
  }

  /** Also the report q-csv-export: a row stays a row whatever an answer holds. */
  @Test
  void shouldKeepFormulasOutOfSpreadsheets() throws Exception {
    // Given answers that a spreadsheet would run, or that would break a row
    List<String> outputs =
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "plain", "a,\"b\"\nc");
    UUID run = run(outputs.size());
    for (int n = 0; n < outputs.size(); n++) {
      rows.execute(
          "insert into answers (run_id, n, output) values ('%s', %d, '%s')"
              .formatted(run, n, Json.mapper().writeValueAsString(outputs.get(n))));
    }

    // When
    List<CSVRecord> records;
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text(ExportFormat.CSV, run)))) {
      records = parser.getRecords();
    }

    // Then
    assertThat(records).hasSize(outputs.size());
    assertThat(records.stream().map(r -> r.get("output")))
        .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "plain", "a,\"b\"\nc");
    assertThat(records.get(0).get("score_near")).isEqualTo("0.75");
    assertThat(records.get(0).get("status")).isEqualTo("passed");
    assertThat(records.get(0).get("cost")).isEmpty();
  }

  @Test
  void shouldWriteARowForEachScorerAndSpan() throws Exception {
    // Given one item with spans among more than a chunk of others
    UUID run = run(1203);
    rows.execute(
        """
        update scores set metadata = '{"spans": [
          {"span_id": "a1", "kind": "retriever", "name": "=docs", "status": "success", "score": 0.5,
           "reason": "1 of 2"},
          {"span_id": "a2", "kind": "retriever", "name": "faq", "status": "error",
           "error": {"code": "JUDGE_FAILED", "message": "gone"}}]}'
        where run_id = '%s' and n = 600
        """
            .formatted(run));

    // When
    List<CSVRecord> records;
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text(ExportFormat.SPANS, run)))) {
      records = parser.getRecords();
    }

    // Then
    assertThat(records).hasSize(2);
    CSVRecord first = records.get(0);
    assertThat(first.get("item_id")).isEqualTo("item-600");
    assertThat(first.get("scorer")).isEqualTo("near");
    assertThat(first.get("span_id")).isEqualTo("a1");
    assertThat(first.get("name")).as("what a spreadsheet would run").isEqualTo("'=docs");
    assertThat(first.get("score")).isEqualTo("0.5");
    assertThat(first.get("reason")).isEqualTo("1 of 2");
    CSVRecord second = records.get(1);
    assertThat(second.get("status")).isEqualTo("error");
    assertThat(second.get("score")).as("what is not measured is no number").isEmpty();
    assertThat(second.get("error_code")).isEqualTo("JUDGE_FAILED");
  }

  @Test
  void shouldReadNoMoreThanIsAskedFor() throws Exception {
    // Given three chunks and a reader that takes one piece
    UUID run = run(1203);
    AssertSubscriber<byte[]> reader =
        exports
            .file(ExportFormat.JSONL, run, Map.of(), List.of())
            .subscribe()
            .withSubscriber(AssertSubscriber.create(1));

    // When
    reader.awaitItems(1, Duration.ofSeconds(30));

    // Then nothing else has come, and the rest comes on demand
    assertThat(reader.getItems()).hasSize(1);
    reader.assertNotTerminated();
    reader.request(Long.MAX_VALUE);
    reader.awaitCompletion(Duration.ofSeconds(30));
    assertThat(reader.getItems()).hasSize(3);
  }

  @Test
  void shouldMakeChunksOfLargeItemsSmall() throws Exception {
    // Given five answers of a megabyte and a half each
    UUID run = run(5);
    rows.execute(
        """
        insert into answers (run_id, n, output)
        select '%s', n, to_json(repeat('x', 1500000)) from generate_series(0, 4) n
        """
            .formatted(run));

    // When
    List<byte[]> pieces =
        exports
            .file(ExportFormat.JSONL, run, Map.of(), List.of())
            .collect()
            .asList()
            .await()
            .atMost(Duration.ofMinutes(4));

    // Then
    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(pieces).allSatisfy(piece -> assertThat(piece).hasSizeLessThan(6 * 1024 * 1024));
  }

  @Test
  void shouldNameTheFormatsWhenAskedForAnother() {
    assertThatThrownBy(() -> ExportFormat.of("xml"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("json, jsonl, csv");
    assertThat(ExportFormat.of(null)).isEqualTo(ExportFormat.JSON);
  }

  private static UUID run(int units) throws Exception {
    UUID run = rows.run(Ids.next(), "{}", 1, units);
    List<ScoredUnit> list = new ArrayList<>();
    List<Score> scores = List.of(TestScores.success("near", 0.75, 0.5));
    for (int i = 0; i < units; i++) {
      list.add(new ScoredUnit(i, "s", null, UnitStatus.PASSED, false, 10, null, scores));
    }
    rows.write(run, list);
    return run;
  }

  private static String text(ExportFormat format, UUID run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    exports
        .file(format, run, Map.of("name", "a run"), List.of("near"))
        .collect()
        .asList()
        .await()
        .atMost(Duration.ofMinutes(4))
        .forEach(bytes::writeBytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
