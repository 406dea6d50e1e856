package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.choice.ChoiceReader;
import dev.assay.scoring.choice.ChoiceReader.Rule;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The letters an answer chooses against the letters expected. */
public final class MultipleChoiceScorer implements Scorer {
  private static final int LETTERS = 26;
  private static final long STEPS_PER_CHARACTER = 500;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("multiple_choice", "Multiple choice")
        .describes(
            "Reads the chosen letters from the answer, by a fixed order of rules (the last stated"
                + " answer, a box, a line of letters, …); an answer that names none scores 0. One expected letter: 1 when exactly it was"
                + " chosen, else 0. Several: F1 = 2|A and B| / (|A| + |B|).")
        .version(2)
        .needs("expected", "choices")
        .recommended()
        .params(
            """
            {
              "multiple": {"type": "boolean", "title": "Several answers",
                "description": "Score by F1 (true) or by equality (false); without it F1 is used when several letters are expected."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    Boolean multiple = params.has("multiple") ? params.flag("multiple", false) : null;
    return input -> measure(input, multiple);
  }

  private static Outcome measure(ScorerInput input, Boolean multiple) {
    List<String> choices = choices(input.item().choices());
    ChoiceReader reader = new ChoiceReader(choices.isEmpty() ? LETTERS : choices.size(), choices);
    JsonNode gold = input.requireExpected();
    Set<Character> expected = new TreeSet<>();
    texts(gold).forEach(text -> expected.addAll(reader.expected(text)));
    if (expected.isEmpty()) {
      throw new UnmeasurableException(
          ErrorCode.EXPECTED_MISSING, "The expected value does not name a choice.");
    }
    Set<Character> chosen = new TreeSet<>();
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    for (String text : texts(input.output())) {
      input.effort().spend(text.length() + 1L, STEPS_PER_CHARACTER);
      ChoiceReader.Reading reading = reader.read(text);
      chosen.addAll(reading.letters());
      rules.add(reading.rule());
    }
    boolean byF1 = multiple == null ? expected.size() > 1 : multiple;
    double score;
    if (byF1) {
      long common = chosen.stream().filter(expected::contains).count();
      score = 2.0 * common / (chosen.size() + expected.size());
    } else {
      score = chosen.equals(expected) ? 1 : 0;
    }
    ObjectNode metadata = Json.mapper().createObjectNode();
    var chosenLetters = metadata.putArray("chosen");
    chosen.forEach(letter -> chosenLetters.add(letter.toString()));
    var expectedLetters = metadata.putArray("expected");
    expected.forEach(letter -> expectedLetters.add(letter.toString()));
    var found = metadata.putArray("rules");
    rules.forEach(rule -> found.add(LowerCase.of(rule.name())));
    return new Outcome.Measured(
        score, chosen.isEmpty() ? "The answer names no choice." : null, metadata);
  }

  /** An array names choices one by one; anything else is one text; null and absent are none. */
  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(element -> texts.add(EcmaText.of(element)));
    } else if (value != null && !value.isNull()) {
      texts.add(EcmaText.of(value));
    }
    return texts;
  }

  private static List<String> choices(JsonNode choices) {
    List<String> texts = new ArrayList<>();
    if (choices != null && choices.isArray()) {
      choices.forEach(
          choice ->
              texts.add(EcmaText.of(choice.hasNonNull("text") ? choice.get("text") : choice)));
    }
    return texts;
  }
}
