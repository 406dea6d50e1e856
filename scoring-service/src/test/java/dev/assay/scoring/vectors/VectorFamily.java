package dev.assay.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** How the rows of a reference map onto a scorer of ours. */
record VectorFamily(
    String scorer, Map<String, String> options, JsonNode params, boolean voltAgent) {

  private static final Map<String, String> STRUCTURED =
      Map.of("skip_null", "skip_null_expected", "lists", "lists", "fields", "fields");
  private static final Map<String, String> LIST =
      Map.of("allowExtraEntities", "allow_extra_entities");

  static final Map<String, VectorFamily> RUN =
      Map.ofEntries(
          Map.entry("exactMatch", plain("exact_match")),
          Map.entry("levenshtein", plain("levenshtein")),
          Map.entry("numericDiff", plain("numeric_diff")),
          Map.entry("jsonDiff", with("json_diff", Map.of("preserveStrings", "preserve_strings"))),
          Map.entry("listContains", with("list_contains", LIST)),
          Map.entry("validJson", with("valid_json", Map.of("schema", "schema"))),
          Map.entry("voltagent.exactMatch", wrapped("exact_match", Map.of())),
          Map.entry("voltagent.levenshtein", wrapped("levenshtein", Map.of())),
          Map.entry("voltagent.numericDiff", wrapped("numeric_diff", Map.of())),
          Map.entry("voltagent.jsonDiff", wrapped("json_diff", Map.of())),
          Map.entry("voltagent.listContains", with("list_contains", LIST)),
          Map.entry(
              "voltagent.toolCallAccuracy",
              with(
                  "tool_calls",
                  Map.of(
                      "expectedTool", "expected_tool",
                      "expectedToolOrder", "expected_order",
                      "strictMode", "strict"))),
          Map.entry("ref.sacrebleu_sentence", metric("bleu")),
          Map.entry("ref.nltk_gleu", metric("gleu")),
          Map.entry("ref.rouge_1_f", metric("rouge_1")),
          Map.entry("ref.rouge_2_f", metric("rouge_2")),
          Map.entry("ref.rouge_l_f", metric("rouge_l")),
          Map.entry("ref.fuzz_ratio", metric("fuzzy_match")),
          Map.entry("vlm.field_accuracy", with("field_accuracy", STRUCTURED)),
          Map.entry("vlm.fuzzy_field_match", with("fuzzy_field_match", STRUCTURED)),
          Map.entry("vlm.equals_expected", with("equals_expected", STRUCTURED)));

  private static final String TOOL = "how another tool treats the pair; for import, no contract";
  private static final String NO_METRIC = "not a metric of text_similarity";

  /** Families that are not run, by exact name, and why. */
  static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("ref.token_sort_ratio", NO_METRIC),
          Map.entry("ref.token_set_ratio", NO_METRIC),
          Map.entry("ref.partial_ratio", NO_METRIC),
          Map.entry("ref.jaro_winkler", NO_METRIC),
          Map.entry("ref.chrf", NO_METRIC),
          Map.entry("ref.nltk_bleu_m1", "bleu is sacreBLEU's; NLTK's smoothing is another metric"),
          Map.entry("inspect.match", TOOL),
          Map.entry("inspect.f1", TOOL),
          Map.entry("inspect.exact", TOOL),
          Map.entry("promptfoo.equals", TOOL),
          Map.entry("promptfoo.not-equals", TOOL),
          Map.entry("promptfoo.contains", TOOL),
          Map.entry("promptfoo.icontains", TOOL),
          Map.entry("promptfoo.contains-all", TOOL),
          Map.entry("promptfoo.icontains-all", TOOL),
          Map.entry("promptfoo.icontains-any", TOOL),
          Map.entry("promptfoo.starts-with", TOOL),
          Map.entry("promptfoo.not-contains", TOOL),
          Map.entry("promptfoo.regex", TOOL),
          Map.entry("promptfoo.is-json", TOOL),
          Map.entry("promptfoo.contains-json", TOOL),
          Map.entry("promptfoo.levenshtein", TOOL),
          Map.entry("promptfoo.rouge-n", TOOL),
          Map.entry("promptfoo.bleu", TOOL),
          Map.entry("promptfoo.gleu", TOOL),
          Map.entry("promptfoo.latency", TOOL),
          Map.entry("promptfoo.cost", TOOL),
          Map.entry("promptfoo.word-count", TOOL),
          Map.entry("promptfoo.is-refusal", TOOL),
          Map.entry("promptfoo.is-xml", TOOL),
          Map.entry("promptfoo.is-sql", TOOL),
          Map.entry("promptfoo.javascript", TOOL),
          Map.entry("promptfoo.is-valid-openai-tools-call", TOOL));

  /** What VoltAgent's wrapper makes of an answer before its scorer sees it: null is empty text. */
  JsonNode output(Vector vector) {
    JsonNode output = vector.output();
    boolean nothing = output != null && output.isNull();
    return voltAgent && nothing ? TextNode.valueOf("") : output;
  }

  /** The parameters of ours that the row's options stand for. */
  ObjectNode params(Vector vector) {
    ObjectNode mapped = params.deepCopy();
    options.forEach(
        (theirs, ours) -> {
          if (vector.options().has(theirs)) {
            mapped.set(ours, vector.options().get(theirs));
          }
        });
    return mapped;
  }

  /**
   * The rule of SCORING section 1 by which a row that the reference scores is an error here; null
   * when the row is kept.
   */
  static String ruleAgainst(Vector vector) {
    if (vector.referenceIsNaN()) {
      return "rule 1: a score is a finite number, or there is none (NOT_A_NUMBER)";
    }
    boolean notANumber =
        vector.output() instanceof DoubleNode number && Double.isNaN(number.doubleValue());
    if (vector.scorer().equals("voltagent.numericDiff") && notANumber) {
      return "rule 1: what is not a number is never 0 (VoltAgent makes NaN null, then 0)";
    }
    return null;
  }

  /**
   * Rows without an expected value that the reference scores all the same, with null in its place:
   * rule 2 of SCORING section 1 says that such a scorer is skipped.
   */
  static boolean isWithoutExpected(Vector vector) {
    String scorer = RUN.get(vector.scorer()).scorer();
    return vector.expected() == null
        && (scorer.equals("exact_match") || scorer.equals("json_diff"));
  }

  private static VectorFamily plain(String scorer) {
    return with(scorer, Map.of());
  }

  private static VectorFamily with(String scorer, Map<String, String> options) {
    return new VectorFamily(scorer, options, JsonNodeFactory.instance.objectNode(), false);
  }

  private static VectorFamily wrapped(String scorer, Map<String, String> options) {
    return new VectorFamily(scorer, options, JsonNodeFactory.instance.objectNode(), true);
  }

  private static VectorFamily metric(String name) {
    ObjectNode params = JsonNodeFactory.instance.objectNode().put("metric", name);
    return new VectorFamily("text_similarity", Map.of(), params, false);
  }
}
