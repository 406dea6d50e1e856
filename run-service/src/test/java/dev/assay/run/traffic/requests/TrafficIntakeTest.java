package dev.assay.run.traffic.requests;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TrafficIntakeTest {
  private static final String REQUESTS = "/v1/traffic/requests";

  @Inject Lab lab;
  private final Production production = new Production();

  private String id(String id) {
    return production.skill() + "-" + id;
  }

  @Test
  void shouldCountAnIdOnce() {
    // Given
    Object first = production.request("a", 1, Map.of("total", 1));
    Object second = production.request("b", 2, Map.of("total", 2));

    // When
    production.log("requests", first, second).statusCode(200).body("accepted", equalTo(2));

    // Then
    production
        .log("requests", production.request("a", 9, Map.of("total", 9)), second)
        .body("accepted", equalTo(0))
        .body("known", equalTo(2));
    asAdmin()
        .get(REQUESTS + "/" + id("a"))
        .then()
        .statusCode(200)
        .body("response.total", equalTo(1))
        .body("at", equalTo("2026-11-01T10:01:00Z"))
        .body("status", equalTo("completed"))
        .body("tokens.output", equalTo(5));
  }

  @Test
  void shouldPassOverTheMarkThatSomeWriteAtTheBeginningOfAFile() {
    String lines =
        "\uFEFF{\"id\":\"%s\",\"response\":1}\n{\"id\":\"%s\",\"response\":2}\n"
            .formatted(id("first"), id("second"));

    asAdmin()
        .contentType("application/x-ndjson")
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .post(REQUESTS)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(2));
  }

  @Test
  void shouldCountAnIdOnceHoweverManySendItAtATime() {
    // Given
    Object[] batch =
        IntStream.range(0, 50).mapToObj(i -> production.request("r" + i, i, "answer")).toArray();

    // When
    List<CompletableFuture<Integer>> sent =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            production
                                .log("requests", batch)
                                .statusCode(200)
                                .extract()
                                .<Integer>path("accepted")))
            .toList();

    // Then
    assertThat(sent.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(50);
    assertThat(
            lab.one("select count(*)::int as n from traffic where skill = $1", production.skill())
                .getInteger("n"))
        .isEqualTo(50);
  }

  @Test
  void shouldMakeAMonthOnceHoweverManyWriteIntoItAtATime() {
    for (int month = 1; month <= 6; month++) {
      // Given requests of a month in which there is none yet
      String at = "2019-0" + month + "-15T10:00:00Z";
      // Of one workspace half as many bodies are taken at a time.
      List<String> keys = List.of(RunServiceResources.ADMIN_KEY, otherWorkspaceKey());

      // When
      List<CompletableFuture<Integer>> sent =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            Map<String, Object> request =
                                production.request(at + "-" + i, 1, "answer");
                            request.put("at", at);
                            return as(keys.get(i % 2)).body(request).post(REQUESTS).statusCode();
                          },
                          command -> new Thread(command).start()))
              .toList();

      // Then
      assertThat(sent.stream().map(CompletableFuture::join)).as(at).containsOnly(200);
    }
    assertThat(
            lab.one("select count(*)::int as n from traffic where skill = $1", production.skill())
                .getInteger("n"))
        .isEqualTo(6 * 8);
  }

  @Test
  void shouldCompleteWhatWasIncomplete() {
    // Given
    Map<String, Object> begun = production.request("a", 1, null);
    begun.put("status", "incomplete");
    begun.put("feature", "checkout");
    production.log("requests", begun).body("accepted", equalTo(1));

    // When
    production
        .log("requests", production.request("a", 7, "late"))
        .body("accepted", equalTo(0))
        .body("completed", equalTo(1))
        .body("known", equalTo(0));

    // Then
    asAdmin()
        .get(REQUESTS + "/" + id("a"))
        .then()
        .body("status", equalTo("completed"))
        .body("response", equalTo("late"))
        .body("feature", equalTo("checkout"))
        .body("at", equalTo("2026-11-01T10:01:00Z"));
    production
        .log("requests", production.request("a", 8, "later"))
        .body("completed", equalTo(0))
        .body("known", equalTo(1));
  }

  @Test
  void shouldCompleteWithinOneBodyToo() {
    // Given a report of the beginning, which alone knows what was asked, and one of the end
    Map<String, Object> begun = production.request("a", 1, null);
    begun.put("status", "incomplete");
    begun.put("tokens", Map.of("input", 10));
    Map<String, Object> ended = new HashMap<>();
    ended.put("id", id("a"));
    ended.put("response", "late");
    ended.put("tokens", Map.of("output", 5));
    ended.put("latency_ms", 700);

    // When
    production
        .log("requests", begun, ended)
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("known", equalTo(1));

    // Then it is as if they had come one after the other
    asAdmin()
        .get(REQUESTS + "/" + id("a"))
        .then()
        .body("status", equalTo("completed"))
        .body("response", equalTo("late"))
        .body("skill", equalTo(production.skill()))
        .body("input", equalTo("document a"))
        .body("tokens.input", equalTo(10))
        .body("tokens.output", equalTo(5))
        .body("latency_ms", equalTo(700))
        .body("at", equalTo("2026-11-01T10:01:00Z"));
  }

  @Test
  void shouldKeepGoodLinesAndNameBadOnes() {
    // Given
    String lines =
        "{\"id\": \"%s\", \"skill\": \"%s\", \"response\": 1}\n"
                .formatted(id("a"), production.skill())
            + "{\"id\": \"x\", \"response\": \n"
            + "\n"
            + "{\"response\": 1}\n"
            + "{\"id\": \"y\", \"latency\": 5, \"response\": 1}\n"
            + "{\"id\": \"z\", \"response\": 1, \"at\": \"yesterday\"}\n";

    // When / Then
    asAdmin()
        .contentType("application/x-ndjson")
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .post(REQUESTS)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected", equalTo(4))
        .body("errors.line", equalTo(List.of(2, 4, 5, 6)))
        .body("errors[1].message", containsString("id is missing"))
        .body("errors[2].message", containsString("latency_ms"))
        .body("errors[3].message", containsString("ISO 8601"));
  }

  @Test
  void shouldRefuseABodyInWhichNothingIsGood() {
    asAdmin()
        .body(List.of(Map.of("id", "x"), Map.of("id", "y", "response", 1, "cost", -1)))
        .post(REQUESTS)
        .then()
        .statusCode(422)
        .body("code", equalTo("BAD_LINES"))
        .body("violations", hasSize(2))
        .body("violations[0].field", equalTo("[0].response"))
        .body("violations[1].field", equalTo("[1].cost"));
    asAdmin().body(List.of()).post(REQUESTS).then().statusCode(422);
    asAdmin().body("[{\"id\": \"x\"").post(REQUESTS).then().statusCode(400);
  }

  @Test
  void shouldNameAResponseThatIsTooLargeAndKeepTheOthers() {
    // Given
    String large = "a".repeat(20 * 1024 * 1024);

    // When / Then
    asAdmin()
        .contentType("application/x-ndjson")
        .body(
            ("{\"id\": \"%s\", \"response\": \"%s\"}\n".formatted(id("large"), large)
                    + "{\"id\": \"%s\", \"response\": 1}\n".formatted(id("small")))
                .getBytes(StandardCharsets.UTF_8))
        .post(REQUESTS)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("errors[0].line", equalTo(1))
        .body("errors[0].message", containsString("longer than"));
    asAdmin().get(REQUESTS + "/" + id("small")).then().statusCode(200);

    // And in a list nobody knows where the next one begins: nothing of it is stored, and it says so
    asAdmin()
        .body(
            "[{\"id\": \"%s\", \"response\": 1}, {\"id\": \"%s\", \"response\": \"%s\"}]"
                .formatted(id("before"), id("large"), large))
        .post(REQUESTS)
        .then()
        .statusCode(422)
        .body("detail", containsString("may have 4194304 characters. Nothing was stored."));
    asAdmin().get(REQUESTS + "/" + id("before")).then().statusCode(404);
  }

  @Test
  void shouldReadGzip() throws IOException {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          "{\"id\": \"%s\", \"response\": 1}".formatted(id("a")).getBytes(StandardCharsets.UTF_8));
    }

    // When / Then
    asAdmin()
        .header("Content-Encoding", "gzip")
        .contentType(ContentType.JSON)
        .body(bytes.toByteArray())
        .post(REQUESTS)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    asAdmin()
        .header("Content-Encoding", "gzip")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post(REQUESTS)
        .then()
        .statusCode(400)
        .body("detail", containsString("gzip"));
  }

  @Test
  void shouldListByFiltersPageByPage() {
    // Given
    for (int i = 0; i < 5; i++) {
      Map<String, Object> request = production.request("r" + i, i, "answer");
      request.put("domain", i % 2 == 0 ? "even" : "odd");
      production.log("requests", request).statusCode(200);
    }
    production.say("r4", "notes", "wrong").statusCode(200);

    // When
    String cursor =
        asAdmin()
            .get(REQUESTS + "?limit=2&skill=" + production.skill())
            .then()
            .body("data.id", equalTo(List.of(id("r4"), id("r3"))))
            .body("data[0].feedback", equalTo(1))
            .body("data[0].corrected", equalTo(false))
            .extract()
            .path("next_cursor");

    // Then
    asAdmin()
        .get(REQUESTS + "?limit=2&skill=" + production.skill() + "&cursor=" + cursor)
        .then()
        .body("data.id", equalTo(List.of(id("r2"), id("r1"))));
    asAdmin()
        .get(REQUESTS + "?domain=odd&skill=" + production.skill())
        .then()
        .body("data.id", equalTo(List.of(id("r3"), id("r1"))));
    asAdmin()
        .get(REQUESTS + "?feedback=notes&skill=" + production.skill())
        .then()
        .body("data.id", equalTo(List.of(id("r4"))));
    asAdmin()
        .get(REQUESTS + "?since=2026-11-01T10:03:00Z&skill=" + production.skill())
        .then()
        .body("data", hasSize(2))
        .body("next_cursor", nullValue());
    asAdmin().get(REQUESTS + "?status=done").then().statusCode(400);
    asAdmin().get(REQUESTS + "?since=today").then().statusCode(400);
    asAdmin().queryParam("since", "+300000-01-01T00:00:00Z").get(REQUESTS).then().statusCode(400);
    asAdmin()
        .get(REQUESTS + "?cursor=" + Cursor.after("today", "x").encode())
        .then()
        .statusCode(400)
        .body("detail", containsString("start again without a cursor"));
  }

  @Test
  void shouldDeleteOneAndASessionWithWhatWasSaid() {
    // Given
    Map<String, Object> first = production.request("a", 1, "x");
    first.put("session", production.skill());
    Map<String, Object> second = new HashMap<>(production.request("b", 2, "x"));
    second.put("session", production.skill());
    production.log("requests", first, production.request("c", 3, "x"));
    production.log("executions", second).body("accepted", equalTo(1));
    production.say("a", "notes", "of a");
    production.say("c", "notes", "of c");

    // When
    asAdmin()
        .delete(REQUESTS + "?session=" + production.skill())
        .then()
        .statusCode(200)
        .body("deleted", equalTo(2));

    // Then
    asAdmin().get(REQUESTS + "/" + id("a")).then().statusCode(404);
    asAdmin().get("/v1/traffic/executions/" + id("b")).then().statusCode(404);
    asAdmin()
        .get("/v1/feedback?entity_type=request&entity_id=" + id("a"))
        .then()
        .body("data", hasSize(0));
    asAdmin().delete(REQUESTS + "/" + id("c")).then().statusCode(204);
    asAdmin().delete(REQUESTS + "/" + id("c")).then().statusCode(404);
    asAdmin().delete(REQUESTS).then().statusCode(400);
  }

  @Test
  void shouldHideTrafficFromOtherWorkspaces() {
    // Given
    production.log("requests", production.request("a", 1, "x"));
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get(REQUESTS + "/" + id("a")).then().statusCode(404);
    as(other).delete(REQUESTS + "/" + id("a")).then().statusCode(404);
    as(other).get(REQUESTS + "?skill=" + production.skill()).then().body("data", hasSize(0));
    as(other)
        .body(List.of(production.request("a", 1, "y")))
        .post(REQUESTS)
        .then()
        .body("accepted", equalTo(1));
  }
}
