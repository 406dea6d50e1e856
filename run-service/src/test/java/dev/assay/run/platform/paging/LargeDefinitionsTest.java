package dev.assay.run.platform.paging;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Pages;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lists of what people define, of which each row has three megabytes: two of them fit on a page. A
 * key that may only read gets no more at a time.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LargeDefinitionsTest {
  private static final String LARGE = "repeat('x', 3000000)";

  @Inject Lab lab;
  @Beside FakeScoring scoring;
  private UUID workspace;
  private String key;

  @BeforeEach
  void start() {
    JsonPath made =
        asAdmin()
            .body(Map.of("name", unique("large")))
            .post("/v1/workspaces")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    workspace = UUID.fromString(made.getString("id"));
    key =
        as(made.getString("key"))
            .body(Map.of("name", "reader", "scopes", List.of("read")))
            .post("/v1/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
  }

  @Test
  void shouldEndAPageOfEvaluationsBeforeItIsTooLarge() {
    // Given five evaluations, and four more versions of the first
    lab.all(
        "insert into evaluations (id, workspace_id, name, latest_version)"
            + " select gen_random_uuid(), $1::uuid, 'e' || n, case n when 1 then 5 else 1 end"
            + " from generate_series(1, 5) n",
        workspace);
    lab.all(
        "insert into evaluation_versions (id, evaluation_id, version, definition, sha256)"
            + " select gen_random_uuid(), e.id, v, json_build_object('description', "
            + LARGE
            + "), 'x' from evaluations e cross join generate_series(1, e.latest_version) v"
            + " where e.workspace_id = $1",
        workspace);

    // When
    Pages newest = Pages.of(key, "/v1/evaluations").bounded();
    Pages versions = Pages.of(key, "/v1/evaluations/e1/versions").bounded();

    // Then
    assertThat(newest.lengths()).containsExactly(2, 2, 1);
    assertThat(newest.all("name")).containsExactly("e1", "e2", "e3", "e4", "e5");
    assertThat(newest.rows().get(0).path("version").asInt()).isEqualTo(5);
    assertThat(versions.lengths()).containsExactly(2, 2, 1);
    assertThat(versions.all("version")).containsExactly("5", "4", "3", "2", "1");
    assertThat(versions.rows().get(4).at("/definition/description").asText()).hasSize(3_000_000);
  }

  @Test
  void shouldLeaveDefinitionsOutOfTheListOfScorersWhereThereIsNoRoom() throws IOException {
    // Given five custom scorers, and four more versions of the first
    lab.all(
        "insert into custom_scorers (id, workspace_id, name, latest_version)"
            + " select gen_random_uuid(), $1::uuid, 's' || n, case n when 1 then 5 else 1 end"
            + " from generate_series(1, 5) n",
        workspace);
    lab.all(
        "insert into custom_scorer_versions (id, scorer_id, version, definition)"
            + " select gen_random_uuid(), s.id, v, json_build_object('kind', 'expression',"
            + " 'description', 'of ' || s.name, 'params', json_build_object('expression', "
            + LARGE
            + ")) from custom_scorers s cross join generate_series(1, s.latest_version) v"
            + " where s.workspace_id = $1",
        workspace);

    // When
    byte[] list = as(key).get("/v1/scorers").then().statusCode(200).extract().asByteArray();
    List<JsonNode> custom = new ArrayList<>();
    Json.mapper().readTree(list).path("data").forEach(custom::add);
    custom.removeIf(row -> !row.path("custom").asBoolean());
    Pages versions = Pages.of(key, "/v1/scorers/s1/versions").bounded();

    // Then each is there, and whole where it is asked for
    assertThat(list).hasSizeLessThan(9 * 1024 * 1024);
    assertThat(custom)
        .extracting(row -> row.path("id").asText() + " " + row.has("definition"))
        .containsExactly("s1 true", "s2 true", "s3 false", "s4 false", "s5 false");
    assertThat(custom.get(4).path("description").asText()).isEqualTo("of s5");
    assertThat(custom.get(4).path("scorer").asText()).isEqualTo("expression");
    assertThat(one("/v1/scorers/s5").getString("definition.params.expression")).hasSize(3_000_000);
    assertThat(versions.lengths()).containsExactly(2, 2, 1);
    assertThat(versions.all("version")).containsExactly("5", "4", "3", "2", "1");
  }

  @Test
  void shouldEndAPageOfSkillsBeforeItIsTooLarge() {
    // Given five skills, and four more versions of the first
    lab.all(
        "insert into skills (id, workspace_id, name, latest_version)"
            + " select gen_random_uuid(), $1::uuid, 'k' || n, case n when 1 then 5 else 1 end"
            + " from generate_series(1, 5) n",
        workspace);
    lab.all(
        "insert into skill_versions (id, skill_id, version, state, definition, sha256)"
            + " select gen_random_uuid(), s.id, v, 'adopted', json_build_object('description', "
            + LARGE
            + "), 'x' from skills s cross join generate_series(1, s.latest_version) v"
            + " where s.workspace_id = $1",
        workspace);

    // When
    Pages newest = Pages.of(key, "/v1/skills").bounded();
    Pages versions = Pages.of(key, "/v1/skills/k1/versions").bounded();

    // Then
    assertThat(newest.lengths()).containsExactly(2, 2, 1);
    assertThat(newest.all("name")).containsExactly("k1", "k2", "k3", "k4", "k5");
    assertThat(newest.rows().get(0).path("version").asInt()).isEqualTo(5);
    assertThat(versions.lengths()).containsExactly(2, 2, 1);
    assertThat(versions.all("version")).containsExactly("5", "4", "3", "2", "1");
  }

  @Test
  void shouldEndAPageOfProvidersBeforeItIsTooLarge() {
    // Given
    lab.all(
        "insert into providers (id, workspace_id, name, kind, settings)"
            + " select gen_random_uuid(), $1::uuid, 'p' || n, 'openai', json_build_object('models',"
            + " json_build_object('m', json_build_object('params', json_build_object('x', "
            + LARGE
            + ")))) from generate_series(1, 5) n",
        workspace);

    // When
    Pages pages = Pages.of(key, "/v1/providers").bounded();

    // Then the one that every workspace has comes with the last, and prices know them all
    assertThat(pages.lengths()).containsExactly(2, 2, 2);
    assertThat(pages.all("name")).containsExactly("p1", "p2", "p3", "p4", "p5", "simulated");
    assertThat(one("/v1/prices").getList("providers.provider"))
        .containsExactly("p1", "p2", "p3", "p4", "p5", "simulated");
  }

  @Test
  void shouldEndAPageOfDatasetsAndOfVersionsBeforeItIsTooLarge() {
    // Given five datasets, and five versions of the first, each with many sections
    lab.all(
        "insert into datasets (id, workspace_id, name, description, tags, latest_version)"
            + " select gen_random_uuid(), $1::uuid, 'd' || n, "
            + LARGE
            + ", '{t}', case n when 1 then 5 else 0 end from generate_series(1, 5) n",
        workspace);
    lab.all(
        "insert into dataset_versions (id, dataset_id, version, sha256, item_count, sections)"
            + " select gen_random_uuid(), d.id, v, v::text, 100, (select"
            + " jsonb_object_agg(repeat('x', 30000) || n, 1) from generate_series(1, 100) n)"
            + " from datasets d cross join generate_series(1, d.latest_version) v"
            + " where d.workspace_id = $1",
        workspace);

    // When
    Pages datasets = Pages.of(key, "/v1/datasets?tag=t").bounded();
    Pages versions = Pages.of(key, "/v1/datasets/d1/versions").bounded();

    // Then
    assertThat(datasets.lengths()).containsExactly(2, 2, 1);
    assertThat(datasets.all("name")).containsExactly("d1", "d2", "d3", "d4", "d5");
    assertThat(versions.lengths()).containsExactly(2, 2, 1);
    assertThat(versions.all("version")).containsExactly("5", "4", "3", "2", "1");
  }

  private JsonPath one(String path) {
    return as(key).get(path).then().statusCode(200).extract().jsonPath();
  }
}
