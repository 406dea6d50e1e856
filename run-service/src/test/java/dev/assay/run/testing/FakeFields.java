package dev.assay.run.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import java.util.ArrayList;
import java.util.List;

/** field_accuracy by the fields of the outermost object, or those of them that it is told. */
final class FakeFields {
  private FakeFields() {}

  static Score score(ScorerSpec scorer, JsonNode expected, JsonNode output) {
    ObjectNode metadata = Json.mapper().createObjectNode();
    if (expected == null) {
      return skipped(scorer, metadata.put("accepted", output.size()));
    }
    List<String> named = named(scorer);
    ObjectNode fields = metadata.putObject("fields");
    expected
        .properties()
        .forEach(
            f -> {
              if (named.isEmpty() || named.contains(f.getKey())) {
                fields.put(f.getKey(), f.getValue().equals(output.get(f.getKey())));
              }
            });
    List<String> unknown = named.stream().filter(name -> !expected.has(name)).toList();
    if (!unknown.isEmpty()) {
      unknown.forEach(metadata.putArray("unknown_fields")::add);
    }
    if (fields.isEmpty()) {
      return skipped(scorer, metadata.without(List.of("fields")));
    }
    int matched = 0;
    for (JsonNode match : fields) {
      matched += match.asBoolean() ? 1 : 0;
    }
    metadata.put("matched", matched).put("compared", fields.size());
    double score = (double) matched / fields.size();
    Boolean passed = scorer.threshold() == null ? null : score >= scorer.threshold();
    return new Score(
        scorer.key(), scorer.id(), 1, ScoreStatus.SUCCESS, score, passed, null, metadata, null);
  }

  private static List<String> named(ScorerSpec scorer) {
    List<String> named = new ArrayList<>();
    if (scorer.params() != null) {
      scorer.params().path("fields").forEach(name -> named.add(name.asText()));
    }
    return named;
  }

  private static Score skipped(ScorerSpec scorer, ObjectNode metadata) {
    return new Score(
        scorer.key(), scorer.id(), 1, ScoreStatus.SKIPPED, null, null, null, metadata, null);
  }
}
