package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Likeness of two JSON values, mean over their parts; an absent part counts as null. */
public final class JsonDiffScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("json_diff", "JSON similarity")
        .describes(
            "Objects: the mean over the union of their keys. Arrays: the sum over positions"
                + " divided by the longer length. Texts: levenshtein. Numbers: numeric_diff. Both"
                + " null or absent: 1, exactly one: 0. Skipped without an expected value. Anything else: levenshtein of compact JSON"
                + " with sorted keys.")
        .version(2)
        .recommended()
        .params(
            """
            {
              "preserve_strings": {"type": "boolean", "default": false,
                "title": "Preserve strings",
                "description": "Compare a text that holds a JSON object or array as text."},
              %s
            }
            """
                .formatted(JsonAnswer.STRICT.formatted(false)))
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    boolean preserveStrings = params.flag("preserve_strings", false);
    boolean strict = params.flag("strict", false);
    return input -> {
      if (input.expected() == null) {
        return Outcome.Skipped.withoutExpected();
      }
      JsonLikeness likeness = new JsonLikeness(preserveStrings, input.effort());
      JsonAnswer answer = JsonAnswer.container(input.output(), preserveStrings || strict);
      // words that only quote JSON are words where words are expected
      boolean asText = preserveStrings || !JsonText.unwrap(input.expected()).isContainerNode();
      JsonNode output = answer.found() && !asText ? answer.value() : input.output();
      double score = likeness.of(output, input.expected());
      return new Outcome.Measured(score, null, asText ? null : answer.note());
    };
  }
}
