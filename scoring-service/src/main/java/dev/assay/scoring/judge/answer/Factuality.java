package dev.assay.scoring.judge.answer;

import dev.assay.scoring.judge.Choices;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Params;
import java.util.Map;

/** How the facts of an answer relate to those of an expert's. */
public final class Factuality implements JudgeKind {
  private static final Map<String, Double> SCORES =
      Map.of("A", 0.4, "B", 0.6, "C", 1.0, "D", 0.0, "E", 1.0);
  private static final Map<String, String> MEANINGS =
      Map.of(
          "A", "States a part of what the expert states, consistently.",
          "B", "States what the expert states and more, consistently.",
          "C", "States what the expert states.",
          "D", "Contradicts the expert.",
          "E", "Differs from the expert in what does not matter for the facts.");
  private static final String INSTRUCTIONS =
      """
      You compare the facts of two answers to the same input: the expected answer, which an expert \
      gave and which counts as true, and the answer to be judged. Style, order, grammar and length \
      do not matter, facts do. Choose the one letter that describes the answer best:
      A: its facts are a part of the expert's and agree with them.
      B: its facts contain all of the expert's, agree with them, and add others.
      C: its facts are the same as the expert's.
      D: at least one of its facts contradicts the expert's.
      E: the two differ, but in nothing that matters for the facts.
      First give your reason, then the letter.
      """;

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("factuality", "Factuality")
        .describes(
            "Compares the facts with those of the expected answer: a part of them 0.4, all and more"
                + " 0.6, the same 1, a contradiction 0, irrelevant differences 1.")
        .label()
        .recommended();
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public Ruling prepare(Params params) {
    return new OneQuestion(
        INSTRUCTIONS,
        Choices.form(SCORES.keySet()),
        input -> {
          input.requireExpected();
          return new Sheet(input, true).input().expected().answer().parts();
        },
        (input, reply) -> Choices.read(reply, SCORES, MEANINGS));
  }
}
