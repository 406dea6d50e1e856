package dev.assay.run.library.datasets;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class DatasetServicesTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private static final String RUN =
      "insert into runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,"
          + " concurrency, repeats, total, pending)"
          + " values ($1, $2, 'r', $3, 'push', '{}', 'successful', 1, 1, 0, 0)";

  @Inject Db db;
  @Inject DatasetImport imports;
  @Inject DatasetVersions versions;

  /** Others read lists of all runs, and this one has nothing that a run has. */
  @AfterEach
  void removeRuns() {
    db.query("delete from runs where spec::text = '{}'").await().atMost(LONG);
  }

  private UUID workspace() {
    return db.query("select id from workspaces where name = 'default'")
        .map(rows -> rows.iterator().next().getUUID("id"))
        .await()
        .atMost(LONG);
  }

  private static List<JsonNode> items(String... json) {
    return Stream.of(json).map(DatasetServicesTest::item).toList();
  }

  private static JsonNode item(String json) {
    try {
      return Json.strict().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private DatasetVersion inline(String name, String... json) {
    UUID workspace = workspace();
    return imports.inline(workspace, name, items(json)).await().atMost(LONG);
  }

  private DatasetVersion resolve(String name, Integer version) {
    return versions.resolve(workspace(), name, version).await().atMost(LONG);
  }

  @Test
  void shouldMakeAVersionOfInlineItemsOnce() {
    // Given
    String name = unique("inline");

    // When
    DatasetVersion made = inline(name, "{\"input\":\"1\"}", "{\"id\":\"b\",\"input\":{}}");
    DatasetVersion again = inline(name, "{\"input\":\"1\"}", "{\"id\":\"b\",\"input\":{}}");

    // Then
    assertThat(made.itemCount()).isEqualTo(2);
    assertThat(again).isEqualTo(made);
    assertThat(resolve(name, null)).isEqualTo(made);
    assertThat(resolve(name, 1)).isEqualTo(made);
  }

  @Test
  void shouldSayWhichInlineItemIsWrong() {
    // When / Then
    assertThatThrownBy(
            () -> inline(unique("inline"), "{\"input\":\"1\"}", "{\"inptu\":\"2\"}", "[]"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
              assertThat(problem.violations())
                  .extracting(Violation::field)
                  .containsExactly("items[1].inptu", "items[1].input", "items[2]");
            });
  }

  @Test
  void shouldRefuseANumberThatARequestCannotHold() {
    assertThatThrownBy(() -> inline(unique("inline"), "{\"input\":\"1\",\"expected\":1e400}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.violations().get(0).field()).isEqualTo("items[0]"));
    DatasetVersion whole =
        inline(unique("inline"), "{\"input\":\"1\",\"expected\":123456789012345678901234567890}");
    assertThat(whole.itemCount()).isEqualTo(1);
  }

  @Test
  void shouldRefuseNoItemsAtAll() {
    // When / Then
    assertThatThrownBy(() -> inline(unique("inline")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.EMPTY_DATASET));
  }

  @Test
  void shouldNameWhatThereIsWhenADatasetOrVersionIsUnknown() {
    // Given
    String name = unique("inline");
    inline(name, "{\"input\":\"1\"}");

    // When / Then
    assertThatThrownBy(() -> resolve(name, 7))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_DATASET_VERSION))
        .hasMessageContaining("versions 1 to 1");
    assertThatThrownBy(() -> resolve("nothing", null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_DATASET))
        .hasMessageContaining(name);
  }

  @Test
  void shouldNotDeleteADatasetThatARunUses() {
    // Given
    String name = unique("inline");
    DatasetVersion version = inline(name, "{\"input\":\"1\"}");
    db.query(RUN, Ids.next(), workspace(), version.id()).await().atMost(LONG);

    // When / Then
    asAdmin()
        .delete("/v1/datasets/" + name)
        .then()
        .statusCode(409)
        .body("code", equalTo("CONFLICT"));
    asAdmin().get("/v1/datasets/" + name).then().statusCode(200);
  }
}
