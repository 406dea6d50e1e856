package dev.assay.run.traffic.evalsets;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class EvalSetsTest {
  private final Production production = new Production();
  private final String dataset = unique("set");

  private ValidatableResponse add(Map<String, Object> body) {
    return asAdmin().body(body).post("/v1/datasets/{name}/from-traffic", dataset).then();
  }

  private Map<String, Object> ofSkill(Map<String, Object> filter) {
    Map<String, Object> narrowed = new HashMap<>(filter);
    narrowed.put("skill", production.skill());
    return Map.of("filter", narrowed);
  }

  private JsonPath items(int version) {
    return asAdmin()
        .get("/v1/datasets/{name}/versions/{version}/items?limit=200", dataset, version)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String id(String id) {
    return production.skill() + "-" + id;
  }

  /** One that was corrected, one that was not, one that failed. */
  private void three() {
    production.log(
        "requests",
        production.request("corrected", 1, Map.of("total", 1)),
        production.request("silent", 2, Map.of("total", 2)));
    Map<String, Object> broken = production.request("broken", 3, null);
    broken.put("error", "timeout");
    production.log("requests", broken);
    production.say("corrected", "response", Map.of("total", 9));
  }

  @Test
  void shouldRememberTheOriginalAnswer() {
    // Given
    three();

    // When
    add(Map.of("select", ofSkill(Map.of("feedback", "json"))))
        .statusCode(200)
        .body("version", equalTo(1))
        .body("added", equalTo(1))
        .body("total", equalTo(1));

    // Then
    JsonPath items = items(1);
    assertThat(items.getString("data[0].id")).isEqualTo(id("corrected"));
    assertThat(items.getString("data[0].input")).isEqualTo("document corrected");
    assertThat(items.getInt("data[0].expected.total")).isEqualTo(9);
    assertThat(items.getInt("data[0].extra.original.output.total")).isEqualTo(1);
    assertThat(items.getString("data[0].extra.original.model")).isEqualTo("m1");
  }

  @Test
  void shouldMakeAVersionOfWhatIsNewOnly() {
    // Given
    three();
    add(Map.of("select", ofSkill(Map.of("feedback", "json")))).statusCode(200);

    // When it is sent again, then with all of the traffic
    add(Map.of("select", ofSkill(Map.of("feedback", "json"))))
        .body("version", equalTo(1))
        .body("added", equalTo(0))
        .body("known", equalTo(1));
    add(Map.of("select", ofSkill(Map.of())))
        .body("version", equalTo(2))
        .body("added", equalTo(2))
        .body("known", equalTo(1))
        .body("total", equalTo(3));

    // Then those that were there come first
    assertThat(items(2).getList("data.id", String.class))
        .containsExactly(id("corrected"), id("broken"), id("silent"));
  }

  @Test
  void shouldTakeForRightWhatIsChosen() {
    // Given
    three();
    Map<String, Object> select = ofSkill(Map.of());

    // When / Then
    assertThat(expected(select, "correction")).containsExactly(null, null, 9);
    assertThat(expected(select, "accepted")).containsExactly(null, 2, 9);
    assertThat(expected(select, "response")).containsExactly(null, 2, 1);
    assertThat(expected(select, "none")).containsExactly(null, null, null);
  }

  @Test
  void shouldSayWhenNobodySaidThatItIsRight() {
    // Given
    three();

    // When
    JsonPath taken =
        add(Map.of(
                "select",
                ofSkill(Map.of("status", "completed")),
                "mapping",
                Map.of("expected", "accepted"),
                "dry_run",
                true))
            .extract()
            .jsonPath();

    // Then
    assertThat(taken.<Object>get("items[0].extra.assumed")).isEqualTo(true);
    assertThat(taken.<Object>get("items[1].extra.assumed")).isNull();
    assertThat(taken.<Object>get("items[1].extra.inferred")).isEqualTo(false);
  }

  private List<Integer> expected(Map<String, Object> select, String expected) {
    return add(Map.of("select", select, "mapping", Map.of("expected", expected), "dry_run", true))
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.collect { it.expected?.total }", Integer.class);
  }

  @Test
  void shouldStoreNothingInADryRun() {
    // Given
    three();

    // When
    add(Map.of("select", ofSkill(Map.of()), "dry_run", true))
        .statusCode(200)
        .body("added", equalTo(3))
        .body("version", equalTo(1));

    // Then
    asAdmin().get("/v1/datasets/{name}", dataset).then().statusCode(404);
  }

  @Test
  void shouldFindTheInputByAPath() {
    // Given
    Map<String, Object> chat = production.request("chat", 1, "hi");
    chat.put("input", Map.of("messages", List.of(Map.of("role", "user", "content", "hello"))));
    Map<String, Object> other = production.request("other", 2, "hi");
    production.log("requests", chat, other).statusCode(200);

    // When / Then what has nothing there is left out and named
    add(Map.of(
            "select",
            ofSkill(Map.of()),
            "mapping",
            Map.of("input", "input.messages[0].content", "expected", "response")))
        .statusCode(200)
        .body("added", equalTo(1))
        .body("left_out", equalTo(1))
        .body("left_out_ids", equalTo(List.of(id("other"))))
        .body("items[0].input", equalTo("hello"))
        .body("items[0].expected", equalTo("hi"));
    add(Map.of("select", ofSkill(Map.of()), "mapping", Map.of("input", "metadata.x")))
        .statusCode(422)
        .body("violations[0].field", equalTo("mapping.input"))
        .body("detail", containsString("begins with input"));
  }

  @Test
  void shouldTakeRequestsAndExecutionsByTheirIds() {
    // Given a request and an execution of the same id
    production.log("requests", production.request("same", 1, Map.of("total", 1))).statusCode(200);
    production.log("executions", production.request("same", 2, Map.of("total", 2))).statusCode(200);
    List<Map<String, String>> ids =
        List.of(
            Map.of("kind", "request", "id", id("same")),
            Map.of("kind", "agent_execution", "id", id("same")),
            Map.of("kind", "request", "id", id("unheard-of")));

    // When / Then
    add(Map.of("select", Map.of("ids", ids))).statusCode(200).body("added", equalTo(2));
    assertThat(items(1).getList("data.id", String.class))
        .containsExactly(id("same"), id("same") + " (request)");
    add(Map.of("select", Map.of("ids", ids))).body("known", equalTo(2)).body("version", equalTo(1));
  }

  @Test
  void shouldTakeWhatPeopleAreDoneWithInAQueue() {
    // Given a queue of two, of which one is done
    three();
    String queue = unique("queue");
    asAdmin()
        .body(
            Map.of(
                "name", queue,
                "filter", Map.of("skill", production.skill(), "status", "completed"),
                "rule", Map.of("kind", "all")))
        .post("/v1/queues")
        .then()
        .statusCode(201);
    JsonPath next =
        asAdmin()
            .body(Map.of("by", "ann"))
            .post("/v1/queues/{name}/next", queue)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    asAdmin()
        .body(Map.of("by", "ann", "response", Map.of("total", 7)))
        .post("/v1/queues/{name}/items/{id}/complete", queue, next.getString("item.id"))
        .then()
        .statusCode(200);

    // When / Then
    add(Map.of("select", Map.of("queue", queue)))
        .statusCode(200)
        .body("added", equalTo(1))
        .body("items[0].id", equalTo(next.getString("item.entity_id")))
        .body("items[0].expected.total", equalTo(7));
    add(Map.of("select", Map.of("queue", queue, "status", "open")))
        .statusCode(200)
        .body("added", equalTo(1));
    add(Map.of("select", Map.of("queue", queue + "x"))).statusCode(422);
  }

  @Test
  void shouldLoseNothingWhenManyAddAtOnce() {
    // Given
    int many = 6;
    IntStream.range(0, many)
        .forEach(i -> production.log("requests", production.request("r" + i, i, "a")));

    // When each adds one and tries again while it is told that another was first
    List<CompletableFuture<Void>> all =
        IntStream.range(0, many)
            .mapToObj(i -> CompletableFuture.runAsync(() -> addUntilTaken(id("r" + i))))
            .toList();
    all.forEach(CompletableFuture::join);

    // Then
    JsonPath newest =
        asAdmin()
            .get("/v1/datasets/{name}/versions/latest/items?limit=200", dataset)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    Set<String> expected =
        IntStream.range(0, many).mapToObj(i -> id("r" + i)).collect(Collectors.toSet());
    assertThat(newest.getList("data.id", String.class))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private void addUntilTaken(String id) {
    int status;
    do {
      status =
          add(Map.of("select", Map.of("ids", List.of(Map.of("kind", "request", "id", id)))))
              .extract()
              .statusCode();
      assertThat(status).isIn(200, 409);
    } while (status == 409);
  }

  @Test
  void shouldRefuseWhatPicksNothing() {
    add(Map.of("select", ofSkill(Map.of())))
        .statusCode(422)
        .body("code", equalTo("EMPTY_DATASET"))
        .body("version", nullValue());
    add(Map.of("select", Map.of()))
        .statusCode(422)
        .body("detail", containsString("ids, a filter or a queue"));
    add(Map.of("select", Map.of("filter", Map.of("skil", "x"))))
        .statusCode(422)
        .body("detail", containsString("skil"));
    asAdmin()
        .body(Map.of("select", ofSkill(Map.of())))
        .post("/v1/datasets/{name}/from-traffic", "no spaces please")
        .then()
        .statusCode(422);
  }
}
