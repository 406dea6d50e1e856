package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.distance.Levenshtein;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.scorer.Effort;
import java.util.LinkedHashSet;
import java.util.Set;

/** The recursion behind {@code json_diff}; the formula is autoevals' JSONDiff. */
final class JsonLikeness {
  private final boolean preserveStrings;
  private final Effort effort;

  JsonLikeness(boolean preserveStrings, Effort effort) {
    this.preserveStrings = preserveStrings;
    this.effort = effort;
  }

  /** In 0..1; a Java null is absent and counts as null. */
  double of(JsonNode a, JsonNode b) {
    effort.spend(1);
    JsonNode left = preserveStrings ? a : JsonText.unwrap(a);
    JsonNode right = preserveStrings ? b : JsonText.unwrap(b);
    boolean leftNothing = left == null || left.isNull();
    boolean rightNothing = right == null || right.isNull();
    if (leftNothing || rightNothing) {
      return leftNothing && rightNothing ? 1 : 0;
    }
    if (left.isObject() && right.isObject()) {
      return objects(left, right);
    }
    if (left.isArray() && right.isArray()) {
      return arrays(left, right);
    }
    if (left.isTextual() && right.isTextual()) {
      return Levenshtein.similarity(left.textValue(), right.textValue(), effort);
    }
    if (left.isNumber() && right.isNumber()) {
      return NumericDiffScorer.closeness(left, right);
    }
    return Levenshtein.similarity(
        EcmaJson.stringifySorted(left), EcmaJson.stringifySorted(right), effort);
  }

  private double objects(JsonNode left, JsonNode right) {
    Set<String> keys = new LinkedHashSet<>();
    left.fieldNames().forEachRemaining(keys::add);
    right.fieldNames().forEachRemaining(keys::add);
    if (keys.isEmpty()) {
      return 1;
    }
    double sum = 0;
    for (String key : keys) {
      sum += of(left.get(key), right.get(key));
    }
    return sum / keys.size();
  }

  private double arrays(JsonNode left, JsonNode right) {
    int longer = Math.max(left.size(), right.size());
    if (longer == 0) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      sum += of(left.get(i), right.get(i));
    }
    return sum / longer;
  }
}
