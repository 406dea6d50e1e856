package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.monitoring.Collector.Received;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the trace of a unit has to be. */
final class Traces {
  private static final Set<String> WHOLE =
      Set.of(
          "assay-run-service: hand out",
          "assay-worker-service: chat simulated",
          "assay-run-service: write answer",
          "assay-scoring-service: score",
          "assay-run-service: write scores");

  private Traces() {}

  /** Whether every service has told what it did. */
  static boolean whole(List<Received> spans) {
    return spans.stream()
        .map(span -> span.service() + ": " + span.name())
        .collect(Collectors.toSet())
        .containsAll(WHOLE);
  }

  /** Which values an attribute has. */
  static Set<String> said(List<Received> spans, String attribute) {
    return spans.stream().map(span -> span.attributes().get(attribute)).collect(Collectors.toSet());
  }

  /** That these are the spans of one unit of a run, below one root, and say what they should. */
  static void checked(List<Received> spans, String run) {
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
