package dev.assay.scoring.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.pattern.Re2;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Whether a regular expression matches; RE2 syntax, so the time is linear in the answer. */
public final class RegexScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("regex", "Regular expression")
        .describes(
            "1 when the pattern is found in the answer (or matches the whole answer), else 0. RE2"
                + " syntax: no look-around, no back-references.")
        .version(2)
        .needs()
        .yesOrNo()
        .params(
            """
            {
              "pattern": {"type": "string", "format": "re2", "minLength": 1, "maxLength": 1000,
                "title": "Pattern", "description": "Regular expression in RE2 syntax."},
              "full_match": {"type": "boolean", "default": false, "title": "Whole answer",
                "description": "The pattern must match from the first to the last character."},
              "ignore_case": {"type": "boolean", "default": false, "title": "Ignore case",
                "description": "As the flag i."},
              "multiline": {"type": "boolean", "default": false, "title": "Multiline",
                "description": "^ and $ also match at line ends, as the flag m."},
              "dot_all": {"type": "boolean", "default": false, "title": "Dot matches all",
                "description": "The dot also matches line ends, as the flag s."},
              "negate": {"type": "boolean", "default": false, "title": "Must not match",
                "description": "1 when the pattern is not found."}
            }
            """,
            "pattern")
        .build();
  }

  @Override
  public boolean runsProgram() {
    return true;
  }

  @Override
  public Measurement prepare(Params params) {
    int flags =
        (params.flag("ignore_case", false) ? Pattern.CASE_INSENSITIVE : 0)
            | (params.flag("multiline", false) ? Pattern.MULTILINE : 0)
            | (params.flag("dot_all", false) ? Pattern.DOTALL : 0);
    Pattern pattern = Patterns.compile(params.text("pattern", ""), flags);
    boolean full = params.flag("full_match", false);
    boolean negate = params.flag("negate", false);
    int program = pattern.programSize();
    return input -> {
      boolean noText = input.output() == null || input.output().isNull();
      if (noText && negate) {
        return new Outcome.Skipped("The answer has no text that could be free of anything.");
      }
      String text = input.outputText();
      input.effort().spend(Re2.STEPS_PER_INSTRUCTION * program, text.length() + 1L);
      Matcher matcher = pattern.matcher(text);
      boolean found = full ? matcher.matches() : matcher.find();
      return Outcome.of(found != negate ? 1 : 0);
    };
  }
}
