package dev.assay.scoring.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.number.NumberReader;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether the answer starts with a text, or with one of several. */
public final class StartsWithScorer implements Scorer {
  private static final long STEPS_PER_CHARACTER = 50;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("starts_with", "Starts with")
        .describes(
            "1 when the answer starts with the expected text (or with one of the given ones), else"
                + " 0. A number must be the first number. Skipped when the expected value is"
                + " blank.")
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
    List<Predicate<String>> wanted =
        given == null
            ? Wanted.values(input.requireExpected()).stream()
                .map(value -> opening(value, ignoreCase))
                .toList()
            : given.stream().map(start -> opening(start, ignoreCase)).toList();
    if (wanted.isEmpty()) {
      return Outcome.Skipped.blankExpected();
    }
    String text = trim ? Blank.stripLeading(input.outputText()) : input.outputText();
    input.effort().spend(wanted.size() * STEPS_PER_CHARACTER, text.length() + 1L);
    boolean holds = wanted.stream().anyMatch(w -> w.test(text));
    return Outcome.of(holds ? 1 : 0);
  }

  /**
   * A number is at the start when the first number there is equal, not when its digits begin it.
   */
  private static Predicate<String> opening(JsonNode value, boolean ignoreCase) {
    if (!value.isNumber()) {
      return opening(EcmaText.of(value), ignoreCase);
    }
    Optional<NumberReader.Expected> number = NumberReader.expected(EcmaText.of(value));
    return text -> number.isPresent() && number.get().opens(text);
  }

  private static Predicate<String> opening(String start, boolean ignoreCase) {
    return text -> text.regionMatches(ignoreCase, 0, start, 0, start.length());
  }
}
