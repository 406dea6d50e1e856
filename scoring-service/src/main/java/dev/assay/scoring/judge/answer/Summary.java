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

/** Which of two summaries of the same text is better, an expert's or the one to be judged. */
public final class Summary implements JudgeKind {
  private static final Map<String, Double> SCORES = Map.of("A", 0.0, "B", 1.0);
  private static final Map<String, String> MEANINGS =
      Map.of("A", "The expert's summary is better.", "B", "The answer is the better summary.");
  private static final String INSTRUCTIONS =
      """
      You compare two summaries of the text that the input holds: A is the expected answer, written \
      by an expert; B is the answer to be judged. The better summary says what matters in the text, \
      says nothing that the text does not say, and wastes no words. First give your reason, then \
      the letter of the better one.
      """;

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("summary", "Summary")
        .describes("Which summary of the input is better: the answer 1, the expected answer 0.")
        .label();
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
