package dev.assay.scoring.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.number.NumberReader;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether the answer contains one, all or none of some texts. */
public final class ContainsScorer implements Scorer {
  private static final long STEPS_PER_CHARACTER = 50;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("contains", "Contains")
        .describes(
            "1 when the answer contains the expected text (or the given ones), else 0. mode says"
                + " whether all of them, any of them or none of them must be there. A number is looked for as a"
                + " number. Skipped when the expected value is blank.")
        .version(2)
        .yesOrNo()
        .recommended()
        .params(
            """
            {
              "value": {"type": ["string", "array"], "items": {"type": "string", "pattern": "\\\\S"},
                "pattern": "\\\\S", "minItems": 1,
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
    List<String> given = Wanted.given(params);
    String mode = params.text("mode", "all");
    boolean ignoreCase = params.flag("ignore_case", false);
    return input -> measure(input, given, mode, ignoreCase);
  }

  private static Outcome measure(
      ScorerInput input, List<String> given, String mode, boolean ignoreCase) {
    List<Predicate<String>> wanted =
        given == null
            ? Wanted.values(input.requireExpected()).stream()
                .map(value -> present(value, ignoreCase))
                .toList()
            : given.stream().map(text -> present(text, ignoreCase)).toList();
    if (wanted.isEmpty()) {
      return Outcome.Skipped.blankExpected();
    }
    boolean noText = input.output() == null || input.output().isNull();
    if (noText && mode.equals("none")) {
      return new Outcome.Skipped("The answer has no text that could be free of anything.");
    }
    String text = fold(input.outputText(), ignoreCase);
    input.effort().spend(wanted.size() * STEPS_PER_CHARACTER, text.length() + 1L);
    boolean holds =
        switch (mode) {
          case "any" -> wanted.stream().anyMatch(w -> w.test(text));
          case "none" -> wanted.stream().noneMatch(w -> w.test(text));
          default -> wanted.stream().allMatch(w -> w.test(text));
        };
    return Outcome.of(holds ? 1 : 0);
  }

  /**
   * A number is there when some number of the answer is equal, not when its digits are part of one.
   */
  private static Predicate<String> present(JsonNode value, boolean ignoreCase) {
    if (!value.isNumber()) {
      return present(EcmaText.of(value), ignoreCase);
    }
    Optional<NumberReader.Expected> number = NumberReader.expected(EcmaText.of(value));
    return text -> number.isPresent() && number.get().isIn(text);
  }

  private static Predicate<String> present(String value, boolean ignoreCase) {
    String wanted = fold(value, ignoreCase);
    return text -> TextSearch.contains(text, wanted);
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? LowerCase.of(text) : text;
  }
}
