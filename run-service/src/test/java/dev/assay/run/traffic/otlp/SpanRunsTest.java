package dev.assay.run.traffic.otlp;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Traces that come over OTLP, and what a run says of their spans. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SpanRunsTest {
  @Inject Lab lab;
  @Inject QuietTraces quiet;
  @Beside FakeScoring scoring;
  private final String agent = unique("agent");

  /** An agent that looks for documents, calls a tool twice and asks a model. */
  private Traced execution() {
    return new Traced()
        .add(
            1,
            0,
            "AGENT",
            "support",
            "agent.name",
            agent,
            "input.value",
            "May I return it?",
            "output.value",
            "Yes.")
        .add(
            2,
            1,
            "RETRIEVER",
            "docs",
            "input.value",
            "returns",
            "retrieval.documents.0.document.content",
            "Within 30 days.",
            "retrieval.documents.0.document.id",
            "d1")
        .add(
            3,
            1,
            "TOOL",
            "call",
            "tool.name",
            "orders",
            "input.value",
            "17",
            "output.value",
            "shipped")
        .add(
            4,
            1,
            "TOOL",
            "call",
            "tool.name",
            "orders",
            "input.value",
            "18",
            "output.value",
            "lost")
        .failed(5, 1, "TOOL", "call", "timeout")
        .add(
            6, 1, "LLM", "chat", "llm.model_name", "m", "input.value", "?", "output.value", "Yes.");
  }

  private Map<String, Object> launch(String sourceType, String id, Object... scorers) {
    Map<String, Object> launch = new HashMap<>();
    launch.put("name", agent);
    launch.put("target", Map.of("traffic", Map.of("source_type", sourceType, "id", id)));
    launch.put("scorers", List.of(scorers));
    return launch;
  }

  private static Map<String, Object> perSpan(String key, String kind) {
    return Map.of("id", "levenshtein", "key", key, "threshold", 0.7, "spans", Map.of("kind", kind));
  }

  private static void correct(Traced trace, int span, String right) {
    asAdmin()
        .body(
            Map.of(
                "entity_type",
                "span",
                "entity_id",
                trace.id + "-" + Traced.span(span),
                "corrected",
                right,
                "by",
                "anna"))
        .post("/v1/feedback")
        .then()
        .statusCode(200);
  }

  private static JsonPath item(UUID run, int position) {
    return asAdmin()
        .get("/v1/runs/{id}/items/{n}", run, position)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private JsonNode sent(UUID run, int unit) {
    return scoring.tasks(run).stream()
        .flatMap(task -> task.units().stream())
        .map(one -> one.item().extra())
        .toList()
        .get(unit);
  }

  @Test
  void shouldScoreTheSpansOfAnExecutionAndSumThemUp() {
    // Given
    Traced trace = execution().send();
    correct(trace, 3, "shipped");

    // When
    UUID run = lab.launch(launch("agent", agent, perSpan("tools", "tool")));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getDouble("summary.scorers.tools.mean")).isEqualTo(0.75);
    assertThat(end.getInt("summary.scorers.tools.count")).isEqualTo(1);
    Map<String, Object> orders = end.getMap("summary.scorers.tools.spans[0]");
    assertThat(orders)
        .containsEntry("kind", "tool")
        .containsEntry("name", "orders")
        .containsEntry("items", 1)
        .containsEntry("spans", 2)
        .containsEntry("count", 2)
        .containsEntry("errors", 0)
        .containsEntry("skipped", 0)
        .containsEntry("mean", 0.75f)
        .containsEntry("min", 0.5f)
        .containsEntry("passed", 1)
        .containsEntry("failed", 1)
        .doesNotContainKey("mean_interval");
    assertThat(end.getInt("summary.scorers.tools.spans[1].skipped")).isEqualTo(1);
    assertThat(end.getString("summary.scorers.tools.spans[1].name")).isEqualTo("call");
    assertThat(end.<Object>get("summary.scorers.tools.spans[1].mean")).isNull();
    JsonPath item = item(run, 1);
    assertThat(item.getList("spans.spans.span_id"))
        .isEqualTo(List.of(1, 2, 3, 4, 5, 6).stream().map(Traced::span).toList());
    assertThat(item.getList("spans.spans.depth")).isEqualTo(List.of(0, 1, 1, 1, 1, 1));
    assertThat(item.getString("spans.spans[2].expected")).isEqualTo("shipped");
    assertThat(item.getString("spans.spans[2].expected_by")).isEqualTo("anna");
    assertThat(item.getString("spans.spans[2].output")).isEqualTo("shipped");
    assertThat(item.getBoolean("spans.spans[4].failed")).isTrue();
    assertThat(item.getString("spans.spans[4].error")).isEqualTo("timeout");
    assertThat(item.getString("spans.spans[5].withheld")).isEqualTo("not_scored");
    assertThat(item.<Object>get("spans.spans[5].output")).isNull();
    assertThat(item.<Object>get("item.extra.spans")).isNull();
    assertThat(item.getList("scores[0].spans.status"))
        .isEqualTo(List.of("success", "success", "skipped"));
    assertThat(item.getList("scores[0].spans.passed")).containsExactly(true, false, null);
    assertThat(item.<Object>get("scores[0].metadata")).isNull();
    // In an export they stand where the scorer put them, with the summary beside.
    asAdmin()
        .get("/v1/runs/{id}/export?format=json", run)
        .then()
        .statusCode(200)
        .body(containsString("\"span_id\":\"" + Traced.span(4) + "\""))
        .body(containsString("\"name\":\"orders\""));
  }

  @Test
  void shouldKeepWhatAReportThatComesTwiceSaysOnce() {
    // Given
    execution().send();
    scoring.reporting(
        reports -> {
          List<ScoreReport> twice = new ArrayList<>(reports);
          twice.addAll(reports);
          return twice;
        });

    // When
    UUID run = lab.launch(launch("agent", agent, perSpan("tools", "tool")));

    // Then
    assertThat(lab.awaitEnd(run).getInt("summary.scorers.tools.spans[0].count")).isEqualTo(2);
  }

  @Test
  void shouldCountASpanOnceInARunOverExecutionsAndRequests() {
    // Given
    String feature = unique("feature");
    new Traced()
        .add(
            1,
            0,
            "AGENT",
            "support",
            "agent.name",
            agent,
            "assay.feature",
            feature,
            "input.value",
            "?",
            "output.value",
            "Yes.")
        .add(
            2,
            1,
            "LLM",
            "chat",
            "assay.feature",
            feature,
            "llm.model_name",
            "m",
            "input.value",
            "?",
            "output.value",
            "Yes.")
        .send();

    // When
    UUID run = lab.launch(launch("feature", feature, perSpan("calls", "llm")));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.total")).isEqualTo(2);
    assertThat(end.getInt("summary.scorers.calls.spans[0].spans")).isEqualTo(1);
    assertThat(end.getInt("summary.scorers.calls.skipped")).isEqualTo(1);
    List<String> notes = new ArrayList<>();
    for (int n = 1; n <= 2; n++) {
      notes.add(item(run, n).getString("spans.note"));
    }
    assertThat(notes).contains((String) null);
    assertThat(notes)
        .anySatisfy(note -> assertThat(note).startsWith("It is a part of the execution"));
  }

  @Test
  void shouldFindTheRetrieverOfARequestWithoutAnAgent() {
    // Given: a chain that nobody would log as an execution
    String skill = unique("skill");
    new Traced()
        .add(1, 0, "CHAIN", "answer")
        .add(2, 1, "RETRIEVER", "docs", "input.value", "returns", "output.value", "one document")
        .add(
            3,
            1,
            "LLM",
            "chat",
            "assay.skill",
            skill,
            "llm.model_name",
            "m",
            "input.value",
            "?",
            "output.value",
            "Yes.")
        .send();

    // When
    UUID run = lab.launch(launch("skill", skill, perSpan("looked", "retriever")));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("summary.scorers.looked.spans[0].count")).isEqualTo(1);
    assertThat(item(run, 1).getList("spans.spans.kind"))
        .isEqualTo(List.of("chain", "retriever", "llm"));
  }

  @Test
  void shouldSayWhatATraceWithoutRootACircleAndNoTraceAtAllComeTo() {
    // Given
    new Traced()
        .add(
            1,
            99,
            "AGENT",
            "rootless",
            "agent.name",
            agent,
            "input.value",
            "?",
            "output.value",
            "Yes.")
        .add(2, 3, "TOOL", "call", "tool.name", "circle", "output.value", "x")
        .add(3, 2, "TOOL", "call", "tool.name", "circle", "output.value", "y")
        .send();
    asAdmin()
        .body(List.of(Map.of("id", unique("own"), "agent", agent, "input", "?", "response", "No.")))
        .post("/v1/traffic/executions")
        .then()
        .statusCode(200);
    quiet.end(Duration.ZERO).await().atMost(Lab.LONG);

    // When
    UUID run = lab.launch(launch("agent", agent, perSpan("tools", "tool")));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.total")).isEqualTo(2);
    assertThat(end.getInt("summary.scorers.tools.spans[0].spans")).isEqualTo(2);
    assertThat(end.getInt("summary.scorers.tools.skipped")).isEqualTo(1);
    List<String> notes = new ArrayList<>();
    for (int n = 1; n <= 2; n++) {
      notes.add(item(run, n).getString("spans.note"));
    }
    assertThat(notes)
        .containsExactlyInAnyOrder(
            null, "It was logged without a trace, so that no spans are known.");
  }

  @Test
  void shouldBoundWhatIsKeptOfAHugeTrace() {
    // Given
    Traced trace =
        new Traced()
            .add(
                1,
                0,
                "AGENT",
                "support",
                "agent.name",
                agent,
                "input.value",
                "?",
                "output.value",
                "Yes.");
    for (int n = 2; n <= 300; n++) {
      trace.add(n, 1, "CHAIN", "step");
    }
    trace.add(301, 1, "TOOL", "call", "tool.name", "big", "output.value", "x".repeat(600_000));
    trace.add(302, 1, "TOOL", "call", "tool.name", "small", "output.value", "y");
    trace.send();

    // When
    UUID run = lab.launch(launch("agent", agent, perSpan("tools", "tool")));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getList("summary.scorers.tools.spans.name")).isEqualTo(List.of("big", "small"));
    assertThat(end.getList("summary.scorers.tools.spans.count")).isEqualTo(List.of(0, 1));
    JsonPath item = item(run, 1);
    assertThat(item.getList("spans.spans")).hasSize(200);
    assertThat(item.getInt("spans.left_out")).isEqualTo(102);
    assertThat(item.getList("spans.spans.withheld")).contains("too_large");
    assertThat(sent(run, 0).toString().length()).isLessThan(512 * 1024);
  }

  @Test
  void shouldKeepNoSpansForScorersOfItems() {
    // Given
    execution().send();

    // When
    UUID run = lab.launch(launch("agent", agent, "exact_match"));

    // Then
    lab.awaitEnd(run);
    assertThat(sent(run, 0).has(SpanChoice.PLACE)).isFalse();
    assertThat(item(run, 1).<Object>get("spans")).isNull();
    assertThat(item(run, 1).<Object>get("scores[0].spans")).isNull();
  }

  @Test
  void shouldSayOfARescoreThatTheContentOfAnotherKindWasNotKept() {
    // Given
    execution().send();
    UUID run = lab.launch(launch("agent", agent, perSpan("tools", "tool")));
    lab.awaitEnd(run);

    // When
    asAdmin()
        .body(Map.of("scorers", List.of(perSpan("tools", "tool"), perSpan("calls", "llm"))))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("summary.scorers.tools.spans[0].count")).isEqualTo(2);
    assertThat(end.getInt("summary.scorers.calls.spans[0].count")).isZero();
    assertThat(end.getInt("summary.scorers.calls.spans[0].skipped")).isEqualTo(1);
  }

  @Test
  void shouldNotTakeTheSpansOfProductionForThoseOfAnAnswerThatKnowsNothing() {
    // Given
    execution().send();
    Map<String, Object> launch = launch("agent", agent, perSpan("tools", "tool"));
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.1)));

    // Then: the answers do not matter to the scorer, and no null answer passes by them
    asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("warnings.code", equalTo(List.of("GATE_UNPROVEN")));
  }

  @Test
  void shouldWarnBeforeALaunchThatFindsNoSuchSpan() {
    // Given
    execution().send();

    // Then
    asAdmin()
        .body(launch("agent", agent, perSpan("chains", "chain"), perSpan("tools", "tool")))
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("warnings.code", hasItem("NO_SPANS"))
        .body("warnings.findAll { it.code == 'NO_SPANS' }.message", hasSize(1))
        .body(
            "warnings.find { it.code == 'NO_SPANS' }.message",
            equalTo(
                "The scorer chains measures chain spans, and none of 1 items that were looked at"
                    + " has any."));
    asAdmin()
        .body(
            launch(
                "agent",
                agent,
                Map.of("id", "levenshtein", "spans", Map.of("name", "without a kind"))))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(containsString("spans")));
  }
}
