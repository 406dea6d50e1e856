package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.LowerCase;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer without content comes to. Such answers are judged by rule: shown to a model, a
 * lone colon or "Thought process:" is known to be taken for a good answer.
 */
public enum ContentFree {
  /** The worst: there is nothing that could be good. */
  WORST(0),
  /** The best: there is nothing that could do harm. */
  HARMLESS(1),
  /** The judge does not look at the answer. */
  NOT_LOOKED_AT(Double.NaN);

  // Openers that announce an answer and are none. Compared without case, marks and outer spaces.
  private static final Set<String> OPENERS =
      Set.of(
          "thought process",
          "thinking process",
          "chain of thought",
          "thoughts",
          "reasoning",
          "explanation",
          "analysis",
          "solution",
          "the solution",
          "solution process",
          "answer",
          "the answer",
          "the answer is",
          "the final answer is",
          "my answer",
          "my answer is",
          "final answer",
          "correct answer",
          "response",
          "output",
          "result",
          "step by step",
          "step 1",
          "lets think step by step",
          "let us think step by step",
          "lets solve this problem step by step",
          "let us solve this problem step by step",
          "lets solve this step by step",
          "lets work this out step by step",
          "here is the answer",
          "here is my answer",
          "here is the solution",
          "sure",
          "okay",
          "解",
          "解答",
          "答案",
          "かいせつ",
          "解説",
          "respuesta",
          "solución",
          "réponse",
          "antwort",
          "lösung",
          "risposta",
          "resposta");

  private final double score;

  ContentFree(double score) {
    this.score = score;
  }

  /** The outcome by rule; empty when the answer has content and is to be judged. */
  public Optional<Outcome> ruling(ScorerInput input) {
    if (this == NOT_LOOKED_AT || hasToolCalls(input)) {
      return Optional.empty();
    }
    String answer = input.outputText();
    String core = core(answer);
    boolean opener = OPENERS.contains(core);
    if (!core.isEmpty() && !opener) {
      return Optional.empty();
    }
    // An item that expects just this text asks for it: then it is an answer.
    JsonNode expected = input.expected();
    if (expected != null && !core.isEmpty() && core.equals(core(ScorerInput.asText(expected)))) {
      return Optional.empty();
    }
    String reason =
        opener
            ? "The answer only announces one: judged by rule, no model was asked."
            : "The answer has no content: judged by rule, no model was asked.";
    var metadata = Json.mapper().createObjectNode().put("rule", "content_free");
    return Optional.of(new Outcome.Measured(score, reason, metadata));
  }

  private static boolean hasToolCalls(ScorerInput input) {
    JsonNode calls = input.answer().toolCalls();
    return calls != null && !calls.isEmpty();
  }

  /** Letters, digits and symbols in lower case, runs of anything else as one space between. */
  static String core(String text) {
    StringBuilder core = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (carriesContent(c)) {
        if (gap && core.length() > 0) {
          core.append(' ');
        }
        gap = false;
        core.appendCodePoint(c);
      } else if (c != '\'' && c != '\u2019' && !InvisibleText.isInvisible(c)) {
        gap = true;
      }
    }
    return LowerCase.of(core.toString());
  }

  private static boolean carriesContent(int c) {
    if (InvisibleText.isInvisible(c)) {
      return false;
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    boolean symbol =
        type == Character.OTHER_SYMBOL
            || type == Character.MATH_SYMBOL
            || type == Character.CURRENCY_SYMBOL
            || type == Character.OTHER_NUMBER
            || type == Character.LETTER_NUMBER;
    return symbol && c > 0x7F;
  }
}
