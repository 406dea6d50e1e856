package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.text.Normalizer;

/**
 * Equality of texts; of compact JSON texts when a side is an object, an array or null. The formula
 * is autoevals' ExactMatch, where an absent answer counts as null; without an expected value there
 * is nothing to compare with.
 */
public final class ExactMatchScorer implements Scorer {
  private static final int CHARACTERS_PER_STEP = 40;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("exact_match", "Exact match")
        .describes(
            "1 when the answer equals the expected value, else 0. Objects and arrays are compared"
                + " as compact JSON in their own key order; everything else as text, without"
                + " trimming or case folding. Skipped without an expected value.")
        .version(2)
        .yesOrNo()
        .recommended()
        .params(
            """
            {
              "ignore_case": {"type": "boolean", "default": false, "title": "Ignore case",
                "description": "Compare in lower case."},
              "trim": {"type": "boolean", "default": false, "title": "Trim",
                "description": "Leave out white space at both ends, also what cannot be seen."},
              "normalize": {"type": "boolean", "default": false, "title": "Normalise",
                "description": "Compare in Unicode normal form NFC."},
              "ignore_key_order": {"type": "boolean", "default": false, "title": "Ignore key order",
                "description": "Sort the keys of objects before comparing."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    return new Equality(
        params.flag("ignore_case", false),
        params.flag("trim", false),
        params.flag("normalize", false),
        params.flag("ignore_key_order", false));
  }

  private record Equality(boolean ignoreCase, boolean trim, boolean nfc, boolean anyKeyOrder)
      implements Measurement {
    @Override
    public Outcome measure(ScorerInput input) {
      if (input.expected() == null) {
        return Outcome.Skipped.withoutExpected();
      }
      boolean asJson = isJson(input.output()) || isJson(input.expected());
      String output = text(input.output(), asJson, input.effort());
      String expected = text(input.expected(), asJson, input.effort());
      return Outcome.of(output.equals(expected), null);
    }

    private static boolean isJson(JsonNode value) {
      return value != null && (value.isContainerNode() || value.isNull());
    }

    private String text(JsonNode value, boolean asJson, Effort effort) {
      String text;
      if (value == null) {
        text = "null";
      } else if (isJson(value)) {
        text = json(value);
      } else if (asJson && value.isTextual()) {
        text = JsonText.parse(value.textValue()).map(this::json).orElse(value.textValue());
      } else {
        text = EcmaText.of(value);
      }
      return folded(text, effort);
    }

    private String json(JsonNode value) {
      return anyKeyOrder ? EcmaJson.stringifySorted(value) : EcmaJson.stringify(value);
    }

    private String folded(String text, Effort effort) {
      String result = trim ? Blank.strip(text) : text;
      result = ignoreCase ? LowerCase.of(result) : result;
      if (nfc) {
        // sorting a long run of combining marks takes time quadratic in its length
        effort.spend(result.length(), result.length() / CHARACTERS_PER_STEP + 1);
        return Normalizer.normalize(result, Normalizer.Form.NFC);
      }
      return result;
    }
  }
}
