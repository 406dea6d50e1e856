package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.judge.Asked;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/** Whether the questions that an answer would answer are the one that was asked. */
public final class AnswerRelevancy implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You are shown an answer, and where there is one the context it was given with, but not the \
      question. Write the one question that the answer answers best. Say also whether the answer is \
      noncommittal: 1 when it evades, such as "I don't know" or "that depends", 0 when it commits \
      itself.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "question": {"type": "string"},
          "noncommittal": {"type": "integer", "minimum": 0, "maximum": 1}
          """);
  private static final double LIKE = 0.5;
  private static final double ALIKE = 0.3;

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("answer_relevancy", "Answer relevancy")
        .describes(
            "The judge writes, so many times as strictness says, the question that the answer"
                + " answers. Too many noncommittal verdicts: 0. Else the mean over the questions of"
                + " 1 when their words' Jaccard similarity with the input is above 0.5, 0.3 when"
                + " above 0.3, else 0.")
        .needs();
  }

  @Override
  public String properties() {
    return """
    "strictness": {"type": "integer", "minimum": 1, "maximum": 10, "default": 3, "title": "Strictness",
      "description": "How many questions the judge writes."},
    "noncommittal_threshold": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5,
      "title": "Noncommittal threshold",
      "description": "A larger share of noncommittal verdicts scores 0."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public boolean votes() {
    return false;
  }

  @Override
  public Asked asked() {
    return Asked.times("strictness");
  }

  @Override
  public Ruling prepare(Params params) {
    return new Guessed(
        (int) params.number("strictness", 3), params.number("noncommittal_threshold", 0.5));
  }

  private record Guessed(int strictness, double threshold) implements Ruling {
    @Override
    public String prompt() {
      return INSTRUCTIONS + "\n" + EcmaJson.stringify(FORM);
    }

    @Override
    public Outcome rule(ScorerInput input) {
      Set<String> asked = words(ScorerInput.asText(input.item().input()));
      var parts = new Sheet(input, false).context().answer().parts();
      int evasions = 0;
      double sum = 0;
      ObjectNode metadata = Json.mapper().createObjectNode();
      var questions = metadata.putArray("questions");
      for (int i = 1; i <= strictness; i++) {
        JsonNode reply =
            input.asker().ask(new Question.Chat("question" + i, INSTRUCTIONS, parts, FORM));
        String question = reply.get("question").textValue();
        double likeness = jaccard(asked, words(question));
        evasions += reply.get("noncommittal").intValue();
        sum += likeness > LIKE ? 1 : likeness > ALIKE ? ALIKE : 0;
        questions.addObject().put("question", question).put("similarity", likeness);
      }
      metadata.put("noncommittal", evasions);
      boolean evasive = (double) evasions / strictness > threshold;
      double score = evasive ? 0 : sum / strictness;
      String reason =
          evasive
              ? evasions + " of " + strictness + " verdicts call the answer noncommittal."
              : "Compared with " + strictness + " questions that the answer would answer.";
      return new Outcome.Measured(score, reason, metadata);
    }
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    StringTokenizer tokens = new StringTokenizer(LowerCase.of(text));
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  private static double jaccard(Set<String> one, Set<String> other) {
    Set<String> union = new HashSet<>(one);
    union.addAll(other);
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return union.isEmpty() ? 0 : (double) both.size() / union.size();
  }
}
