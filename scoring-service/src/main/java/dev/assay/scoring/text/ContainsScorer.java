package dev.assay.scoring.text;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;
import java.util.function.Predicate;

/** Whether the answer contains one, all or none of some texts. */
public final class ContainsScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("contains", "Contains")
        .describes(
            "1 when the answer contains the expected text (or the given ones), else 0. mode says"
                + " whether all of them, any of them or none of them must be there.")
        .yesOrNo()
        .recommended()
        .params(
            """
            {
              "value": {"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1,
                "title": "Text", "description": "What to look for; the expected value when absent."},
              "mode": {"enum": ["all", "any", "none"], "default": "all", "title": "Mode",
                "description": "How many of several texts must be there."},
              "ignore_case": {"type": "boolean", "default": false, "title": "Ignore case",
                "description": "Compare in lower case."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    List<String> given = params.texts("value");
    String mode = params.text("mode", "all");
    boolean ignoreCase = params.flag("ignore_case", false);
    return input -> measure(input, given, mode, ignoreCase);
  }

  private static Outcome measure(
      ScorerInput input, List<String> given, String mode, boolean ignoreCase) {
    List<String> wanted = given == null ? Wanted.texts(input.requireExpected()) : given;
    String text = fold(input.outputText(), ignoreCase);
    input.effort().spend(wanted.size(), text.length() + 1L);
    Predicate<String> present = value -> TextSearch.contains(text, fold(value, ignoreCase));
    boolean holds =
        switch (mode) {
          case "any" -> wanted.stream().anyMatch(present);
          case "none" -> wanted.stream().noneMatch(present);
          default -> wanted.stream().allMatch(present);
        };
    return Outcome.of(holds ? 1 : 0);
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? LowerCase.of(text) : text;
  }
}
