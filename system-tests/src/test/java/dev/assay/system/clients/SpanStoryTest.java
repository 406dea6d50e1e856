package dev.assay.system.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executions as an exporter reports them, with what they looked for and which tools they called,
 * and a run that scores their spans through all services.
 */
@ExtendWith(SharedStack.class)
class SpanStoryTest {
  private static final String AGENT = "span-story";
  private static final int EXECUTIONS = 3;

  @TempDir private Path folder;

  /** Each execution finds two documents, of which one is of use, and calls two tools. */
  private static List<String> report(Stack stack) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(stack.url() + "/v1/otlp/v1/traces")
            .setCompression("gzip")
            .addHeader("Authorization", "Bearer " + stack.key())
            .build();
    List<String> orders = new ArrayList<>();
    try (SdkTracerProvider tracing =
        SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      for (int i = 0; i < EXECUTIONS; i++) {
        orders.add(execution(tracing.get("test")));
      }
    }
    return orders;
  }

  /** One of them; the id of the span that looked an order up. */
  private static String execution(Tracer tracer) {
    Span agent = span(tracer, "support", "AGENT", "May I return order 17?", "Yes, within 30 days.");
    agent.setAttribute("agent.name", AGENT);
    String order;
    try (Scope within = agent.makeCurrent()) {
      Span docs = span(tracer, "docs", "RETRIEVER", "return period", null);
      docs.setAttribute("retrieval.documents.0.document.id", "d1");
      docs.setAttribute("retrieval.documents.0.document.content", "Returns within 30 days.");
      docs.setAttribute("retrieval.documents.1.document.content", "We open at nine.");
      docs.end();
      Span empty = span(tracer, "faq", "RETRIEVER", "nothing like it", null);
      empty.end();
      Span found = span(tracer, "call", "TOOL", "{\"order\": 17}", "shipped");
      found.setAttribute("tool.name", "find_order");
      order = found.getSpanContext().getTraceId() + "-" + found.getSpanContext().getSpanId();
      found.end();
      Span broken = span(tracer, "call", "TOOL", "{}", null);
      broken.setAttribute("tool.name", "send_mail").setStatus(StatusCode.ERROR, "no address");
      broken.end();
      Span chat = span(tracer, "chat", "LLM", "May I return order 17?", "Yes, within 30 days.");
      chat.setAttribute("llm.model_name", "any");
      chat.end();
    }
    agent.end();
    return order;
  }

  private static Span span(Tracer tracer, String name, String kind, String input, String output) {
    Span span = tracer.spanBuilder(name).setAttribute("openinference.span.kind", kind).startSpan();
    span.setAttribute("input.value", input);
    if (output != null) {
      span.setAttribute("output.value", output);
    }
    return span;
  }

  private static ObjectNode scorer(ObjectNode launch, String id, String key, String kind) {
    ObjectNode scorer = launch.withArray("scorers").addObject().put("id", id).put("key", key);
    scorer.putObject("spans").put("kind", kind);
    return scorer;
  }

  private static ObjectNode launch(Stack stack) {
    ObjectNode judge = Api.object().put("name", "span-judge").put("kind", "simulated");
    judge.putObject("options").put("seed", 3);
    stack.api().ask("PUT", "/v1/providers/span-judge", judge);
    ObjectNode launch = Api.object().put("name", AGENT);
    launch.withObject("/target/traffic").put("source_type", "agent").put("id", AGENT);
    launch.putObject("judge").put("provider", "span-judge").put("model", "simulated-judge");
    scorer(launch, "context_relevancy", "found", "retriever");
    scorer(launch, "levenshtein", "answered", "tool").put("threshold", 0.9);
    scorer(launch, "tool_calls", "tool", "tool").put("expected_tool", "find_order");
    return launch;
  }

  @Test
  void shouldScoreTheSpansOfWhatAnExporterReports(Stack stack) throws IOException {
    // Given
    List<String> orders = report(stack);
    await()
        .atMost(Patience.LONG)
        .until(
            () ->
                stack
                        .api()
                        .ask("GET", "/v1/traffic/counts?source_type=agent&id=" + AGENT, null)
                        .path("total")
                        .asInt()
                    == EXECUTIONS);
    // Of each call of the tool somebody says what it should have found; of one it was something
    // else.
    for (String order : orders) {
      ObjectNode said = Api.object().put("entity_type", "span").put("entity_id", order);
      said.put("corrected", order.equals(orders.get(0)) ? "skipped" : "shipped").put("by", "anna");
      stack.api().ask("POST", "/v1/feedback", said);
    }

    // When
    String run = stack.api().launch(launch(stack));
    JsonNode ended = stack.api().awaitEnd(run);

    // Then each span counts once, by its name
    JsonNode scorers = ended.path("summary").path("scorers");
    JsonNode answered = scorers.path("answered").path("spans");
    assertThat(answered).as("%s", scorers).hasSize(2);
    assertThat(answered.path(0).path("name").asText()).isEqualTo("find_order");
    assertThat(answered.path(0).path("count").asInt()).isEqualTo(EXECUTIONS);
    assertThat(answered.path(0).path("mean").asDouble())
        .isCloseTo((1 + 1 + 6 / 7.0) / 3, within(1e-9));
    assertThat(answered.path(0).path("failed").asInt()).isEqualTo(1);
    assertThat(answered.path(1).path("name").asText()).isEqualTo("send_mail");
    assertThat(answered.path(1).path("skipped").asInt()).isEqualTo(EXECUTIONS);
    assertThat(answered.path(1).path("mean").isNull()).isTrue();
    assertThat(scorers.path("tool").path("spans").path(0).path("mean").asDouble()).isEqualTo(1);
    JsonNode found = scorers.path("found").path("spans");
    assertThat(found.findValuesAsText("name")).containsExactly("docs", "faq");
    assertThat(found.path(0).path("count").asInt() + found.path(0).path("errors").asInt())
        .isEqualTo(EXECUTIONS);
    assertThat(found.path(1).path("skipped").asInt()).isEqualTo(EXECUTIONS);
    assertThat(
            scorers.path("found").path("count").asInt()
                + scorers.path("found").path("errors").asInt())
        .isEqualTo(EXECUTIONS);

    // And the command tells it
    assertThat(printed(stack, "show", run)).containsPattern("answered +tool +find_order +3 +3");
    assertThat(printed(stack, "show", run, "1"))
        .containsPattern("find_order +tool +tool +1.000")
        .containsPattern("send_mail +tool +answered +skipped +– +The span failed: no address");

    // And a capsule proves it where nobody could be asked
    Path capsule = folder.resolve("spans.zip");
    printed(stack, "export", run, "--format", "capsule", "--out", capsule.toString());
    Cli.Result verified =
        new Cli(folder.resolve("another-home"))
            .run("verify", capsule.toString(), "--format", "json");
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    assertThat(Api.json(verified.out()).path("rescored").path("found").asInt())
        .isEqualTo(EXECUTIONS);
  }

  private static String printed(Stack stack, String... arguments) {
    Cli.Result result = stack.cli().run(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }
}
