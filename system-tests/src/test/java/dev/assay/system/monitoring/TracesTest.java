package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Stack;
import dev.assay.system.monitoring.Collector.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A share of units has a trace each, which goes through all services. */
class TracesTest {
  private static final int UNITS = 200;
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Set<String> WHOLE =
      Set.of(
          "assay-run-service: hand out",
          "assay-worker-service: chat simulated",
          "assay-run-service: write answer",
          "assay-scoring-service: score",
          "assay-run-service: write scores");

  @Test
  void shouldHoldAUnitTogetherOverAllServices() {
    try (Collector collector = new Collector();
        Stack stack =
            Stack.start(
                "traces",
                1,
                Map.of(
                    "QUARKUS_OTEL_SDK_DISABLED",
                    "false",
                    "ASSAY_TRACE_ENDPOINT",
                    collector.url(),
                    "ASSAY_TRACE_RATIO",
                    "0.5"))) {
      // Given
      Api api = stack.api();
      api.importDataset("traced", Items.lines("traced", UNITS));
      stack.simulator().learn(Items.answers("traced", UNITS));
      api.simulatedOverHttp("traced", stack.simulator(), Api.object());

      // When
      String run = api.launch(Items.launch("traced", "traced", 16));
      JsonNode ended = api.awaitEnd(run, SOON);

      // Then half of the units are traced, and each of these as a whole
      assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(UNITS);
      Map<String, List<Received>> traces =
          await("whole traces")
              .atMost(SOON)
              .until(
                  collector::traces,
                  found -> !found.isEmpty() && found.values().stream().allMatch(this::whole));
      assertThat(traces.size()).isBetween(UNITS / 4, UNITS * 3 / 4);
      assertThat(traces.values().stream().map(spans -> said(spans, "assay.unit.n")))
          .doesNotHaveDuplicates();
      traces.values().forEach(spans -> checked(spans, run));
    }
  }

  private boolean whole(List<Received> spans) {
    return spans.stream()
        .map(span -> span.service() + ": " + span.name())
        .collect(Collectors.toSet())
        .containsAll(WHOLE);
  }

  private static Set<String> said(List<Received> spans, String attribute) {
    return spans.stream().map(span -> span.attributes().get(attribute)).collect(Collectors.toSet());
  }

  private static void checked(List<Received> spans, String run) {
    assertThat(said(spans, "assay.run.id")).containsExactly(run);
    assertThat(said(spans, "assay.unit.n")).hasSize(1);
    Received root = one(spans, "hand out");
    assertThat(root.parent()).isEmpty();
    assertThat(spans)
        .filteredOn(span -> span != root)
        .allMatch(span -> span.parent().equals(root.id()));
    assertThat(spans).extracting(Received::whole).noneMatch(text -> text.contains("about traced"));
    assertThat(one(spans, "chat simulated").attributes())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.request.model", "simulated")
        .containsEntry("http.response.status_code", "200")
        .containsKeys("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")
        .doesNotContainKey("error.type");
    assertThat(one(spans, "score").events())
        .extracting(event -> event.get("event"))
        .containsOnly("gen_ai.evaluation.result");
    assertThat(one(spans, "score").events())
        .extracting(event -> event.get("gen_ai.evaluation.name"))
        .containsExactlyInAnyOrder("exact_match", "levenshtein");
    assertThat(one(spans, "score").events())
        .filteredOn(event -> event.get("gen_ai.evaluation.name").equals("exact_match"))
        .allSatisfy(
            event ->
                assertThat(event)
                    .containsEntry("gen_ai.evaluation.score.value", "1.0")
                    .containsEntry("gen_ai.evaluation.score.label", "pass"));
  }

  private static Received one(List<Received> spans, String name) {
    List<Received> found = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }
}
