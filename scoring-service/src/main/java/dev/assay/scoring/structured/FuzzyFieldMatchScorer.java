package dev.assay.scoring.structured;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.distance.Levenshtein;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import java.util.HashMap;
import java.util.Map;

/** The share of expected fields that the answer has about right. */
public final class FuzzyFieldMatchScorer implements Scorer {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
  private static final double SIMILAR = 0.7;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("fuzzy_field_match", "Fuzzy field match")
        .describes(
            "Matched / compared over the leaves of the expected JSON. Texts match when the larger"
                + " of character similarity (1 - levenshtein / longer length) and token similarity"
                + " (Dice of lower-cased words) reaches similarity_threshold; other values when"
                + " they are equal.")
        .version(2)
        .percentage()
        .params(
            "{"
                + FieldComparison.PARAMS
                + """
                , "similarity_threshold": {"type": "number", "minimum": 0, "maximum": 1,
                  "default": 0.7, "title": "Similarity threshold",
                  "description": "From which similarity on two texts match."}}
                """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    double threshold = params.number("similarity_threshold", SIMILAR);
    FieldComparison comparison =
        new FieldComparison(
            params,
            any -> true,
            (output, expected, effort) -> matches(output, expected, threshold, effort));
    return comparison::outcome;
  }

  private static boolean matches(
      JsonNode output, JsonNode expected, double threshold, Effort effort) {
    if (!output.isTextual() || !expected.isTextual()) {
      return Equality.strict(output, expected);
    }
    String a = output.textValue();
    String b = expected.textValue();
    return tokenSimilarity(a, b) >= threshold || Levenshtein.similarity(a, b, effort) >= threshold;
  }

  /** Dice coefficient of the multisets of words; 0 when there are none. */
  private static double tokenSimilarity(String a, String b) {
    Map<String, Integer> left = new HashMap<>();
    int inA = 0;
    Matcher words = WORD.matcher(LowerCase.of(a));
    while (words.find()) {
      left.merge(words.group(), 1, Integer::sum);
      inA++;
    }
    int inB = 0;
    int common = 0;
    words = WORD.matcher(LowerCase.of(b));
    while (words.find()) {
      inB++;
      Integer free = left.get(words.group());
      if (free != null && free > 0) {
        left.put(words.group(), free - 1);
        common++;
      }
    }
    return inA + inB == 0 ? 0 : 2.0 * common / (inA + inB);
  }
}
