package dev.assay.scoring.text;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;

/** Whether the answer starts with a text, or with one of several. */
public final class StartsWithScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("starts_with", "Starts with")
        .describes(
            "1 when the answer starts with the expected text (or with one of the given ones),"
                + " else 0. Skipped when the expected value is blank.")
        .version(2)
        .yesOrNo()
        .params(
            """
            {
              "value": {"type": ["string", "array"], "items": {"type": "string", "pattern": "\\\\S"},
                "pattern": "\\\\S", "minItems": 1,
                "title": "Text", "description": "How it must start; the expected value when absent."},
              "ignore_case": {"type": "boolean", "default": false, "title": "Ignore case",
                "description": "Compare without regard to case."},
              "trim": {"type": "boolean", "default": false, "title": "Trim",
                "description": "Pass over white space at the start of the answer."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    List<String> given = Wanted.given(params);
    boolean ignoreCase = params.flag("ignore_case", false);
    boolean trim = params.flag("trim", false);
    return input -> measure(input, given, ignoreCase, trim);
  }

  private static Outcome measure(
      ScorerInput input, List<String> given, boolean ignoreCase, boolean trim) {
    List<String> wanted =
        given == null
            ? Wanted.values(input.requireExpected()).stream().map(EcmaText::of).toList()
            : given;
    if (wanted.isEmpty()) {
      return Outcome.Skipped.blankExpected();
    }
    String text = trim ? Blank.stripLeading(input.outputText()) : input.outputText();
    boolean holds =
        wanted.stream()
            .anyMatch(start -> text.regionMatches(ignoreCase, 0, start, 0, start.length()));
    return Outcome.of(holds ? 1 : 0);
  }
}
