package dev.assay.run.traffic.otlp;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.traffic.otlp.Exporter.PATH;
import static dev.assay.run.traffic.otlp.Exporter.PROTOBUF;
import static dev.assay.run.traffic.otlp.Exporter.gzip;
import static dev.assay.run.traffic.otlp.Exporter.send;
import static dev.assay.run.traffic.otlp.Exporter.sendWell;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import com.google.protobuf.ByteString;
import dev.assay.run.testing.RunServiceResources;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class OtlpResourceTest {
  @Inject QuietTraces quiet;
  @TestHTTPResource URL server;
  private final Exporter exporter = new Exporter();

  private static ExportTraceServiceRequest only(
      ExportTraceServiceRequest request, Predicate<Span> which) {
    ExportTraceServiceRequest.Builder some = ExportTraceServiceRequest.newBuilder();
    request
        .getResourceSpansList()
        .forEach(
            process -> {
              var one = some.addResourceSpansBuilder().setResource(process.getResource());
              process
                  .getScopeSpansList()
                  .forEach(
                      scope ->
                          one.addScopeSpansBuilder()
                              .addAllSpans(scope.getSpansList().stream().filter(which).toList()));
            });
    return some.build();
  }

  private static boolean isAgent(Span span) {
    return span.getParentSpanId().isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openllmetry",
        "gen-ai-events",
        "gen-ai-1.37",
        "gen-ai-moved",
        "openinference",
        "vercel-ai",
        "vercel-ai-4"
      })
  void shouldMakeTheSameRequestsOfEveryDialect(String dialect) {
    // When
    sendWell(Recordings.message(dialect, exporter.traceId));

    // Then
    exporter
        .request(1)
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("response.tool_calls[0].name", equalTo("get_weather"));
    exporter
        .request(3)
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("provider", equalTo("openai"))
        .body("model", equalTo("gpt-4o-mini-2024-07-18"))
        .body("input", hasSize(4))
        .body("input[3].content", equalTo("rainy, 14 °C"))
        .body("response", equalTo("It rains, at 14 °C."))
        .body("tokens.input", equalTo(90))
        .body("tokens.output", equalTo(9))
        .body("latency_ms", equalTo(300))
        .body("session", equalTo("s-1"))
        .body("environment", equalTo("prod"))
        .body("trace_id", equalTo(exporter.trace))
        .body("metadata.service", equalTo("support"));
    exporter.request(2).statusCode(404);
    exporter.request(9).statusCode(404);
  }

  @Test
  void shouldMakeAnExecutionOfTheAgent() {
    // When
    sendWell(Recordings.message("openinference", exporter.traceId));

    // Then
    exporter
        .execution()
        .statusCode(200)
        .body("agent", equalTo("weather"))
        .body("agent_version", equalTo("2"))
        .body("status", equalTo("completed"))
        .body("input", equalTo("What is the weather in Paris?"))
        .body("response", equalTo("It rains, at 14 °C."))
        .body("latency_ms", equalTo(800))
        .body("metadata.tenant", equalTo("t-7"));
  }

  @Test
  void shouldGiveTheTreeWithDocumentsAndScores() {
    // When
    sendWell(Recordings.message("gen-ai-1.37", exporter.traceId));

    // Then
    exporter
        .tree()
        .statusCode(200)
        .body("complete", equalTo(true))
        .body("spans.kind", equalTo(List.of("agent", "retriever", "llm", "tool", "llm")))
        .body("spans.depth", equalTo(List.of(0, 1, 1, 1, 1)))
        .body("spans[0].children", hasSize(4))
        .body("spans[1].documents[0].id", equalTo("doc-1"))
        .body("spans[1].documents[0].score", equalTo(0.91f))
        .body("spans[1].documents[0].content", equalTo("Paris lies on the Seine."))
        .body("spans[3].tool", equalTo("get_weather"))
        .body("spans[4].prompt.name", equalTo("weather-answer"));
    as(otherWorkspaceKey()).get("/v1/traffic/traces/" + exporter.trace).then().statusCode(404);
  }

  @Test
  void shouldReadJsonAndAnswerInIt() {
    // Given
    String json =
        new String(Recordings.json("vercel-ai"), UTF_8)
            .replaceAll("\"traceId\": \"[0-9a-f]*\"", "\"traceId\": \"" + exporter.trace + "\"");

    // When
    String answer =
        send("application/json", json.getBytes(UTF_8))
            .statusCode(200)
            .contentType("application/json")
            .extract()
            .asString();

    // Then
    assertThat(answer).isEqualTo("{}");
    exporter.request(3).statusCode(200).body("feature", equalTo("weather-answer"));
  }

  @Test
  void shouldReadWhatIsCompressedAndComesInChunks() throws Exception {
    // Given
    byte[] body = gzip(Recordings.message("openinference", exporter.traceId).toByteArray());

    // When
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.toString()).resolve(PATH))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + RunServiceResources.ADMIN_KEY)
                    .header("Content-Type", PROTOBUF)
                    .header("Content-Encoding", "gzip")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body)))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    exporter.execution().statusCode(200);
  }

  @Test
  void shouldCountWhatComesTwiceOnce() {
    // Given
    ExportTraceServiceRequest request = Recordings.message("openinference", exporter.traceId);

    // When
    sendWell(request);
    sendWell(request);

    // Then
    exporter.tree().body("spans", hasSize(6));
    asAdmin()
        .get("/v1/traffic/requests?session=s-1&limit=200")
        .then()
        .body("data.findAll { it.trace_id == '" + exporter.trace + "' }", hasSize(2));
  }

  @Test
  void shouldPutATreeTogetherFromAnyOrderOfItsBatches() {
    // Given
    ExportTraceServiceRequest all = Recordings.message("openinference", exporter.traceId);

    // When
    sendWell(only(all, span -> span.getName().equals("OpenAI Chat Completions")));

    // Then
    exporter.tree().body("complete", equalTo(false)).body("spans.depth", everyItem(equalTo(0)));
    exporter.request(1).statusCode(200);
    exporter.execution().statusCode(404);

    // When
    sendWell(only(all, OtlpResourceTest::isAgent));
    sendWell(only(all, span -> !isAgent(span)));

    // Then
    exporter.tree().body("complete", equalTo(true)).body("spans", hasSize(6));
    exporter.execution().statusCode(200).body("status", equalTo("completed"));
  }

  @Test
  void shouldWaitForTheRootOfAnAgentButNotForEver() {
    // Given an agent below a span of the same process that does not come
    ExportTraceServiceRequest.Builder all =
        Recordings.message("openinference", exporter.traceId).toBuilder();
    all.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilderList().stream()
        .filter(span -> span.getParentSpanId().isEmpty())
        .forEach(
            span ->
                span.setFlags(0x101)
                    .setParentSpanId(ByteString.copyFrom(HexFormat.of().parseHex("0f".repeat(8)))));

    // When
    sendWell(all.build());

    // Then
    exporter.request(3).statusCode(200);
    exporter.execution().statusCode(404);
    exporter.tree().body("complete", equalTo(false)).body("spans[0].kind", equalTo("agent"));

    // When
    quiet.end(Duration.ZERO).await().atMost(Duration.ofMinutes(4));

    // Then
    exporter.execution().statusCode(200).body("status", equalTo("completed"));
  }

  @Test
  void shouldTakeTheOutermostOfTwoAgents() {
    // Given the inner one comes first, and alone
    ExportTraceServiceRequest inner = Recordings.message("openinference", exporter.traceId);
    ExportTraceServiceRequest.Builder below = inner.toBuilder();
    below.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilderList().stream()
        .filter(span -> span.getParentSpanId().isEmpty())
        .forEach(
            span ->
                span.setParentSpanId(ByteString.copyFrom(HexFormat.of().parseHex("0e".repeat(8)))));
    sendWell(below.build());

    // When
    ExportTraceServiceRequest.Builder outer = only(inner, OtlpResourceTest::isAgent).toBuilder();
    Span.Builder root = outer.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilder(0);
    root.setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("0e".repeat(8))));
    root.getAttributesBuilderList().stream()
        .filter(attribute -> attribute.getKey().equals("agent.name"))
        .forEach(attribute -> attribute.getValueBuilder().setStringValue("concierge"));
    sendWell(outer.build());

    // Then
    exporter.execution().statusCode(200).body("agent", equalTo("concierge"));
    asAdmin()
        .get("/v1/traffic/executions/" + exporter.trace + "-" + "%016x".formatted(0xa9))
        .then()
        .statusCode(404);
  }

  @Test
  void shouldCountACallOnceThatTwoInstrumentationsTell() {
    // Given a call of a framework around the call of the client
    ExportTraceServiceRequest.Builder all =
        only(
            Recordings.message("openinference", exporter.traceId),
            span -> span.getName().equals("OpenAI Chat Completions"))
            .toBuilder();
    var spans = all.getResourceSpansBuilder(0).getScopeSpansBuilder(0);
    Span.Builder outer = spans.getSpansBuilder(1);
    spans.getSpansBuilder(0).setParentSpanId(outer.getSpanId());

    // When
    sendWell(all.build());

    // Then
    exporter.request(1).statusCode(200);
    exporter.request(3).statusCode(404);
    exporter.tree().body("spans", hasSize(2));
  }

  @Test
  void shouldCountACallOnceOfWhichTheOuterSpanComesFirst() {
    // Given a call of a framework, which was told before the call of the client below it
    ExportTraceServiceRequest.Builder all =
        only(
            Recordings.message("openinference", exporter.traceId),
            span -> span.getName().equals("OpenAI Chat Completions"))
            .toBuilder();
    var spans = all.getResourceSpansBuilder(0).getScopeSpansBuilder(0);
    ByteString outer = spans.getSpansBuilder(1).getSpanId();
    spans.getSpansBuilder(0).setParentSpanId(outer);
    ExportTraceServiceRequest both = all.build();
    sendWell(only(both, span -> span.getSpanId().equals(outer)));
    exporter.request(3).statusCode(200);

    // When
    sendWell(only(both, span -> !span.getSpanId().equals(outer)));

    // Then
    exporter.request(1).statusCode(200);
    exporter.request(3).statusCode(404);
    exporter.tree().body("spans", hasSize(2));

    // And it stays so when it is told again
    sendWell(both);
    exporter.request(1).statusCode(200);
    exporter.request(3).statusCode(404);
  }

  @Test
  void shouldDeleteWithARecordWhatItsTraceTellsOfIt() {
    // Given
    sendWell(Recordings.message("openinference", exporter.traceId));

    // When
    asAdmin()
        .delete("/v1/traffic/requests/" + exporter.trace + "-" + "%016x".formatted(0xa3))
        .then()
        .statusCode(204);

    // Then
    exporter.tree().body("spans", hasSize(5));

    // When
    asAdmin().delete("/v1/traffic/executions/" + exporter.trace).then().statusCode(204);

    // Then
    exporter.tree().statusCode(404);
  }

  @Test
  void shouldTakeFeedbackOnASpanThatIsThere() {
    // Given
    sendWell(Recordings.message("openinference", exporter.traceId));
    String span = exporter.trace + "-" + "%016x".formatted(0xa4);

    // Then
    for (String id : List.of(span, exporter.trace + "-0")) {
      List<String> unknown =
          asAdmin()
              .body(Map.of("entity_type", "span", "entity_id", id, "notes", "off topic"))
              .post("/v1/feedback")
              .then()
              .statusCode(200)
              .extract()
              .path("unknown");
      assertThat(unknown.contains(id)).isEqualTo(!id.equals(span));
    }
  }

  @Test
  void shouldTakeOutOfSpansWhatAWorkspaceNames() {
    // Given a workspace of its own
    String key = otherWorkspaceKey();
    as(key)
        .body(
            Map.of(
                "redact", List.of(Map.of("pattern", "Paris"), Map.of("path", "metadata.tenant"))))
        .put("/v1/traffic/settings")
        .then()
        .statusCode(lessThan(300));

    // When
    send(key, PROTOBUF, Recordings.message("openinference", exporter.traceId).toByteArray())
        .statusCode(200);

    // Then
    String stored =
        as(key)
            .get("/v1/traffic/traces/" + exporter.trace)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(stored).contains("It rains").doesNotContain("Paris").doesNotContain("t-7");
    as(key)
        .get("/v1/traffic/executions/" + exporter.trace)
        .then()
        .statusCode(200)
        .body("input", equalTo("What is the weather in [redacted]?"));
  }

  @Test
  void shouldTakeSpansWhateverIsTakenOutOfNotes() {
    // Given rules of a workspace for what people note, which spans do not have
    String key = otherWorkspaceKey();
    as(key)
        .body(Map.of("redact", List.of(Map.of("path", "notes"), Map.of("pattern", "Seine"))))
        .put("/v1/traffic/settings")
        .then()
        .statusCode(200);

    // When
    send(key, PROTOBUF, Recordings.message("gen-ai-1.37", exporter.traceId).toByteArray())
        .statusCode(200);

    // Then
    as(key)
        .get("/v1/traffic/traces/" + exporter.trace)
        .then()
        .statusCode(200)
        .body("spans", hasSize(5))
        .body("spans[1].documents[0].content", equalTo("Paris lies on the [redacted]."));
  }
}
