package dev.assay.run.results.export.capsule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.CanonicalJson;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.summary.RunRows;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CapsulesTest {
  private static final int UNITS = 450;
  private static final String SPEC =
      "{\"scorers\":[{\"id\":\"levenshtein\",\"key\":\"near\",\"threshold\":0.5}]}";

  private static RunRows rows;
  private static Capsules capsules;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    capsules = new Capsules(rows.db());
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @Test
  void shouldHoldTheWholeRunWithItsHashes() throws Exception {
    // Given
    UUID run = run();

    // When
    Map<String, byte[]> files = unzip(zip(run));

    // Then every file is canonical and hashed, the manifest comes last
    assertThat(files.keySet())
        .containsExactly(
            "definition.json",
            "items.jsonl",
            "answers.jsonl",
            "attempts.jsonl",
            "scores.jsonl",
            "summary.json",
            "manifest.json");
    for (byte[] file : files.values()) {
      for (String line : text(file).split("\n")) {
        if (!line.isEmpty()) {
          assertThat(CanonicalJson.of(Json.mapper().readTree(line))).isEqualTo(line);
        }
      }
    }
    JsonNode manifest = Json.mapper().readTree(files.get("manifest.json"));
    assertThat(manifest.path("format_version").asInt()).isEqualTo(1);
    assertThat(manifest.path("files")).hasSize(6);
    for (JsonNode file : manifest.path("files")) {
      byte[] content = files.get(file.path("name").asText());
      assertThat(file.path("sha256").asText()).isEqualTo(sha256(content));
      assertThat(file.path("bytes").asInt()).isEqualTo(content.length);
      assertThat(file.path("lines").asLong()).isEqualTo(text(content).lines().count());
    }

    // And every line is there, in the order of position
    for (String name : List.of("items.jsonl", "answers.jsonl", "scores.jsonl")) {
      assertThat(text(files.get(name)).lines().map(line -> json(line).path("position").asInt()))
          .as(name)
          .hasSize(UNITS)
          .isSorted();
    }
    JsonNode definition = json(text(files.get("definition.json")));
    assertThat(definition.at("/spec/scorers/0/id").asText()).isEqualTo("levenshtein");
    assertThat(definition.at("/scorer_versions/near/newest").asInt()).isEqualTo(1);
    assertThat(definition.at("/dataset/sha256").asText()).isEqualTo("x");
  }

  @Test
  void shouldKeepTheTextWhereTheCanonicalFormWouldBeAnotherValue() throws Exception {
    // Given an item and answers whose order of names and form of numbers a scorer could see
    UUID run = run();
    rows.execute(
        """
        update items set body = '{"input":"q","expected":{"b":1,"a":12345678901234567890}}'
          where position = 0 and dataset_version_id =
            (select dataset_version_id from runs where id = '%1$s');
        insert into answers (run_id, n, output, finish_reason)
          values ('%1$s', 0, '{"b":1.0,"a":2}', 'stop'), ('%1$s', 1, '{"a":2}', 'stop');
        """
            .formatted(run));

    // When
    Map<String, byte[]> files = unzip(zip(run));

    // Then
    JsonNode item = json(text(files.get("items.jsonl")).lines().findFirst().orElseThrow());
    assertThat(item.at("/raw/body").asText())
        .isEqualTo("{\"input\":\"q\",\"expected\":{\"b\":1,\"a\":12345678901234567890}}");
    List<JsonNode> answers =
        text(files.get("answers.jsonl")).lines().map(CapsulesTest::json).toList();
    assertThat(answers.get(0).at("/raw/output").asText()).isEqualTo("{\"b\":1.0,\"a\":2}");
    assertThat(answers.get(0).at("/answer/finish_reason").asText()).isEqualTo("stop");
    assertThat(answers.get(1).has("raw")).isFalse();
    assertThat(answers.get(2).has("answer")).isFalse();
  }

  @Test
  void shouldBeTheSameBytesEveryTimeAndEverywhere() throws Exception {
    UUID run = run();

    byte[] here = zip(run);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(zip(run)).isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void shouldReadNoMoreThanIsAskedFor() throws Exception {
    // Given several windows of units and a reader that takes one piece
    UUID run = run();
    AssertSubscriber<byte[]> reader =
        capsules.file(run, view(run)).subscribe().withSubscriber(AssertSubscriber.create(1));

    // When
    reader.awaitItems(1, Duration.ofSeconds(30));

    // Then nothing else has come, and the rest comes on demand
    assertThat(reader.getItems()).hasSize(1);
    reader.assertNotTerminated();
    reader.request(Long.MAX_VALUE);
    reader.awaitCompletion(Duration.ofSeconds(30));
    assertThat(reader.getItems()).hasSizeGreaterThan(5);
  }

  @Test
  void shouldBreakOffWhenTheRunGoesOn() throws Exception {
    // Given
    UUID run = run();
    rows.execute("update runs set status = 'evaluating_results' where id = '" + run + "'");

    // Then
    assertThatThrownBy(() -> zip(run)).hasMessageContaining("the run went on");
  }

  private static UUID run() throws Exception {
    UUID run = rows.run(Ids.next(), SPEC, 1, UNITS);
    List<ScoredUnit> list = new ArrayList<>();
    List<Score> scores = List.of(TestScores.success("near", 0.75, 0.5));
    for (int i = 0; i < UNITS; i++) {
      list.add(new ScoredUnit(i, "s", null, UnitStatus.PASSED, false, 10, null, scores));
    }
    rows.write(run, list);
    rows.execute("update runs set status = 'successful' where id = '" + run + "'");
    return run;
  }

  private static ObjectNode view(UUID run) {
    ObjectNode view = Json.mapper().createObjectNode();
    return view.put("id", run.toString()).put("generation", 1).put("status", "successful");
  }

  private static byte[] zip(UUID run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    capsules
        .file(run, view(run))
        .collect()
        .asList()
        .await()
        .atMost(Duration.ofMinutes(4))
        .forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> unzip(byte[] zip) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static JsonNode json(String line) {
    try {
      return Json.mapper().readTree(line);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
