package dev.assay.scoring.structured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Compares an answer with a correction leaf by leaf: matched / compared. Only expected leaves
 * count; a leaf the answer does not have is a mismatch.
 */
final class FieldComparison {
  /** The parameters that every structured evaluator has, as properties of a schema. */
  static final String PARAMS =
      """
      "fields": {"type": ["array", "null"], "items": {"type": "string"}, "title": "Fields",
        "description": "Fields to compare, each with everything below it; all when absent."},
      "lists": {"enum": ["indexed", "atomic"], "default": "indexed", "title": "Lists",
        "description": "Compare lists element by element, or as one value."},
      "skip_null_expected": {"type": "boolean", "default": true, "title": "Skip null",
        "description": "Leave out fields whose expected value is null."},
      """
          + JsonAnswer.STRICT.formatted(false);

  private static final long STEPS_PER_LEAF = 500;
  private static final String UNKNOWN = "unknown_fields";

  /** Whether an answered value matches an expected one. */
  interface Match {
    boolean matches(JsonNode output, JsonNode expected, Effort effort);
  }

  private final FieldSelection selection;
  private final boolean atomicLists;
  private final boolean skipNull;
  private final boolean strict;
  private final Predicate<JsonNode> qualifies;
  private final Match match;

  FieldComparison(Params params, Predicate<JsonNode> qualifies, Match match) {
    this.selection = new FieldSelection(params.texts("fields"));
    this.atomicLists = params.text("lists", "indexed").equals("atomic");
    this.strict = params.flag("strict", false);
    this.skipNull = params.flag("skip_null_expected", true);
    this.qualifies = qualifies;
    this.match = match;
  }

  /** The share of matching leaves; the result of each stands in the metadata. */
  Outcome outcome(ScorerInput input) {
    if (input.expected() == null) {
      return uncorrected(input);
    }
    Map<String, JsonNode> expected = Leaves.of(JsonText.unwrap(input.expected()), atomicLists);
    int fields = selection.fields() == null ? 0 : selection.fields().size();
    input.effort().spend(expected.size() + 1L, STEPS_PER_LEAF + fields);
    List<String> unknown = selection.unknown(expected.keySet());
    JsonAnswer answer = JsonAnswer.container(input.output(), strict);
    Map<String, JsonNode> output = leaves(input, answer);
    ObjectNode results = Json.mapper().createObjectNode();
    int matched = 0;
    for (Map.Entry<String, JsonNode> leaf : expected.entrySet()) {
      if (counts(leaf.getKey(), leaf.getValue())) {
        JsonNode found = output.get(leaf.getKey());
        boolean matches = found != null && match.matches(found, leaf.getValue(), input.effort());
        results.put(leaf.getKey(), matches);
        matched += matches ? 1 : 0;
      }
    }
    return results.isEmpty() ? nothing(unknown) : share(matched, results, unknown, answer);
  }

  /**
   * Nobody corrected the answer. How many leaves would match if that means that somebody accepted
   * it, as its own correction, is what a run needs to tell accuracy under that assumption.
   */
  private Outcome uncorrected(ScorerInput input) {
    Map<String, JsonNode> output = leaves(input, JsonAnswer.container(input.output(), strict));
    int fields = selection.fields() == null ? 0 : selection.fields().size();
    input.effort().spend(output.size() + 1L, STEPS_PER_LEAF + fields);
    int accepted = 0;
    for (Map.Entry<String, JsonNode> leaf : output.entrySet()) {
      accepted += counts(leaf.getKey(), leaf.getValue()) ? 1 : 0;
    }
    return new Outcome.Skipped(
        "The item has no correction to compare with.",
        Json.mapper().createObjectNode().put("accepted", accepted));
  }

  /** A text that is no JSON is one leaf, as an expected text is. */
  private Map<String, JsonNode> leaves(ScorerInput input, JsonAnswer answer) {
    JsonNode value = answer.found() ? answer.value() : input.output();
    return value == null ? Map.of() : Leaves.of(value, atomicLists);
  }

  private boolean counts(String path, JsonNode expected) {
    return selection.selects(path) && !(skipNull && expected.isNull()) && qualifies.test(expected);
  }

  private static Outcome nothing(List<String> unknown) {
    if (unknown.isEmpty()) {
      return new Outcome.Skipped("No expected field qualifies.");
    }
    // By this a run finds out which names select nothing in any of its items.
    ObjectNode metadata = Json.mapper().createObjectNode();
    unknown.forEach(metadata.putArray(UNKNOWN)::add);
    return new Outcome.Skipped(
        "No expected field qualifies; unknown fields: " + String.join(", ", unknown) + ".",
        metadata);
  }

  private static Outcome share(
      int matched, ObjectNode results, List<String> unknown, JsonAnswer answer) {
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.put("matched", matched);
    metadata.put("compared", results.size());
    metadata.set("fields", results);
    if (!unknown.isEmpty()) {
      unknown.forEach(metadata.putArray(UNKNOWN)::add);
    }
    return new Outcome.Measured(
        (double) matched / results.size(),
        (answer.found() ? "" : "The answer is not JSON: ")
            + matched
            + " of "
            + results.size()
            + " fields match.",
        answer.note(metadata));
  }
}
