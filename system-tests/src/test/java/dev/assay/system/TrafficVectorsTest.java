package dev.assay.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The computed cases of structured output as traffic with corrections: what comes out of the field
 * table is what the cases say, sample by sample added up.
 */
@ExtendWith(SharedStack.class)
class TrafficVectorsTest {
  private static final Map<String, String> OPTIONS =
      Map.of("skip_null", "skip_null_expected", "lists", "lists", "fields", "fields");

  /** Cases of one scorer with the same parameters: one run. */
  private record Group(String scorer, JsonNode options) {
    static Group of(JsonNode vector) {
      return new Group(
          vector.path("scorer").asText().substring("vlm.".length()), vector.path("options"));
    }

    ObjectNode parameters() {
      ObjectNode given = Api.object().put("id", scorer);
      OPTIONS.forEach(
          (theirs, ours) -> {
            if (options.has(theirs)) {
              given.set(ours, options.get(theirs));
            }
          });
      return given;
    }
  }

  private static List<JsonNode> vectors() throws IOException {
    try (InputStream in =
        TrafficVectorsTest.class.getResourceAsStream("/traffic/structured-output.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Api::json).toList();
    }
  }

  @Test
  void shouldTellOfTrafficWhatTheComputedCasesSay(Stack stack) throws IOException {
    Map<Group, List<JsonNode>> groups =
        vectors().stream().collect(groupingBy(Group::of, LinkedHashMap::new, toList()));
    assertThat(groups).hasSizeGreaterThan(10);
    int number = 0;
    for (Map.Entry<Group, List<JsonNode>> group : groups.entrySet()) {
      check(stack, "vectors-" + number++, group.getKey(), group.getValue());
    }
  }

  private static void check(Stack stack, String skill, Group group, List<JsonNode> vectors) {
    // Given
    Api api = stack.api();
    ArrayNode requests = Api.object().putArray("requests");
    ArrayNode corrections = Api.object().putArray("corrections");
    for (int i = 0; i < vectors.size(); i++) {
      String id = skill + "-" + i;
      requests
          .addObject()
          .put("id", id)
          .put("skill", skill)
          .put("input", "document")
          .set("response", vectors.get(i).get("output"));
      corrections
          .addObject()
          .put("entity_type", "request")
          .put("entity_id", id)
          .set("response", vectors.get(i).get("expected"));
    }
    assertThat(api.ask("POST", "/v1/traffic/requests", requests).path("accepted").asInt())
        .isEqualTo(vectors.size());
    api.ask("POST", "/v1/feedback", corrections);

    // When
    ObjectNode launch = Api.object();
    launch.putObject("target").putObject("traffic").put("source_type", "skill").put("id", skill);
    launch.putArray("scorers").add(group.parameters());
    String run = api.launch(launch);
    JsonNode ended = api.awaitEnd(run);

    // Then
    List<Double> scores =
        vectors.stream()
            .filter(vector -> !vector.path("score").isNull())
            .map(vector -> vector.path("score").asDouble())
            .toList();
    JsonNode scorer = ended.path("summary").path("scorers").path(group.scorer());
    assertThat(scorer.path("count").asInt()).as(group.toString()).isEqualTo(scores.size());
    if (!scores.isEmpty()) {
      assertThat(scorer.path("mean").asDouble())
          .as(group.toString())
          .isCloseTo(
              scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
              within(1e-9));
    }
    assertThat(table(api, run)).as(group.toString()).isEqualTo(table(vectors));
    Invariants.check(stack.database(), run);
  }

  /** Of each path how often it was right and wrong, as the service tells. */
  private static Map<String, String> table(Api api, String run) {
    Map<String, String> table = new TreeMap<>();
    api.ask("GET", "/v1/runs/" + run + "/fields", null)
        .path("fields")
        .forEach(
            field ->
                table.put(
                    field.path("field").asText(),
                    field.path("correct").asInt() + " " + field.path("errors").asInt()));
    return table;
  }

  /** The same, as the cases tell. */
  private static Map<String, String> table(List<JsonNode> vectors) {
    Map<String, int[]> counts = new TreeMap<>();
    for (JsonNode vector : vectors) {
      vector
          .path("fields")
          .properties()
          .forEach(
              field ->
                  counts
                      .computeIfAbsent(field.getKey(), path -> new int[2])[
                      field.getValue().asBoolean() ? 0 : 1]++);
    }
    Map<String, String> table = new TreeMap<>();
    counts.forEach((path, count) -> table.put(path, count[0] + " " + count[1]));
    return table;
  }
}
