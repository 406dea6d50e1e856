package dev.assay.run.results.export;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ExportResourceTest {
  private static final int UNITS = 1100;

  @Inject Db db;

  private UUID run;

  /** Others read lists of all runs, and this one lacks much that a run has. */
  @AfterEach
  void removeTheRun() {
    execute("delete from runs where id = $1", run);
  }

  @BeforeEach
  void insertARun() {
    run = Ids.next();
    UUID dataset = Ids.next();
    UUID version = Ids.next();
    execute(
        "insert into datasets (id, workspace_id, name)"
            + " select $1, id, $2 from workspaces where name = 'default'",
        dataset,
        dataset.toString());
    execute(
        "insert into dataset_versions (id, dataset_id, version, sha256, item_count)"
            + " values ($1, $2, 1, 'x', $3)",
        version,
        dataset,
        UNITS);
    execute(
        "insert into items (dataset_version_id, position, item_id, body)"
            + " select $1, i, 'item-' || i, '{\"input\":\"q\",\"expected\":\"a\"}'"
            + " from generate_series(0, $2 - 1) i",
        version,
        UNITS);
    execute(
        """
        insert into runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,
                          concurrency, repeats, total, pending, passed)
        select $1, id, 'an export', $2, 'push', $3::text::json, 'successful', 1, 1, $4, 0, $4
        from workspaces where name = 'default'
        """,
        run,
        version,
        "{\"target\":{\"push\":true},\"dataset\":{},\"order\":\"position\",\"seed\":1,"
            + "\"scorers\":[{\"id\":\"levenshtein\",\"key\":\"near\"}]}",
        UNITS);
    execute(
        "insert into units (run_id, n, position, repeat, status, generation)"
            + " select $1, i, i, 0, 'passed', 1 from generate_series(0, $2 - 1) i",
        run,
        UNITS);
    execute(
        "insert into scores (run_id, n, key, scorer, scorer_version, status, score)"
            + " select $1, i, 'near', 'levenshtein', 1, 'success', 0.5"
            + " from generate_series(0, $2 - 1) i",
        run,
        UNITS);
  }

  @Test
  void shouldDownloadJson() {
    asAdmin()
        .accept("application/json")
        .get("/v1/runs/{id}/export", run)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("application/json"))
        .header("Content-Disposition", "attachment; filename=\"run-" + run + ".json\"")
        .header("X-Content-Type-Options", "nosniff")
        .body("run.name", equalTo("an export"))
        .body("items", hasSize(UNITS))
        .body("items[1099].scores.near.score", equalTo(0.5f));
  }

  @Test
  void shouldDownloadLines() {
    String body =
        asAdmin()
            .queryParam("format", "jsonl")
            .get("/v1/runs/{id}/export", run)
            .then()
            .statusCode(200)
            .header("Content-Type", startsWith("application/x-ndjson"))
            .extract()
            .asString();
    assertThat(body.lines()).hasSize(UNITS).allSatisfy(line -> assertThat(line).startsWith("{"));
  }

  @Test
  void shouldDownloadCsv() {
    String body =
        asAdmin()
            .queryParam("format", "csv")
            .get("/v1/runs/{id}/export", run)
            .then()
            .statusCode(200)
            .header("Content-Type", equalTo("text/csv;charset=UTF-8"))
            .extract()
            .asString();
    assertThat(body.lines()).hasSize(UNITS + 1);
    assertThat(body).startsWith("item_id,position,repeat,").contains(",score_near,");
  }

  @ParameterizedTest
  @CsvSource({
    "json, application/json, json, an export",
    "jsonl, application/x-ndjson, jsonl, item-1099",
    "csv, text/csv, csv, item-1099",
    "junit, application/xml, junit.xml, item-1099",
    "html, text/html, html, <h1>an export</h1>",
    "promptfoo, application/json, promptfoo.json, item-1099",
    "capsule, application/zip, capsule.zip, manifest.json"
  })
  void shouldDownloadEveryFormatAsAFile(
      String format, String type, String ending, String something) {
    asAdmin()
        .queryParam("format", format)
        .get("/v1/runs/{id}/export", run)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith(type))
        .header("Content-Disposition", "attachment; filename=\"run-" + run + "." + ending + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .body(containsString(something));
  }

  @Test
  void shouldMakeACapsuleOnlyOfARunThatHasEnded() {
    // Given
    execute("update runs set status = 'running_dataset' where id = $1", run);

    // Then
    asAdmin()
        .queryParam("format", "capsule")
        .get("/v1/runs/{id}/export", run)
        .then()
        .statusCode(409)
        .body("code", equalTo("ILLEGAL_STATE"))
        .body("detail", containsString("running_dataset"));

    // And other formats show it as it stands
    execute("update runs set status = 'failed' where id = $1", run);
    asAdmin()
        .queryParam("format", "junit")
        .get("/v1/runs/{id}/export", run)
        .then()
        .statusCode(200)
        .body(containsString("The run is failed."));
  }

  @Test
  void shouldNameTheFormatsThereAre() {
    asAdmin()
        .queryParam("format", "xml")
        .get("/v1/runs/{id}/export", run)
        .then()
        .statusCode(422)
        .header("Content-Type", startsWith("application/problem+json"))
        .body("detail", containsString("json, jsonl, csv, junit, html, promptfoo, capsule"))
        .body("violations[0].field", equalTo("format"));
  }

  @Test
  void shouldNotFindTheRunOfAnotherWorkspace() {
    as(otherWorkspaceKey())
        .get("/v1/runs/{id}/export", run)
        .then()
        .statusCode(404)
        .header("Content-Type", startsWith("application/problem+json"))
        .body("code", equalTo("NOT_FOUND"));
    asNobody().get("/v1/runs/{id}/export", run).then().statusCode(401);
  }

  private void execute(String sql, Object... parameters) {
    db.query(sql, parameters).await().atMost(Duration.ofMinutes(4));
  }
}
