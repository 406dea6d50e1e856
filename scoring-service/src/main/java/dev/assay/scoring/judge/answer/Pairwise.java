package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.judge.Asked;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;

/** Which of two answers to the same input is better, asked in both orders. */
public final class Pairwise implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You compare two answers, A and B, to the same input. Decide which one serves the person who \
      asked better, by the criterion where the request states one, else by being correct, complete \
      and helpful. The order in which they are shown means nothing, and neither does their length. \
      Call it a tie when neither is better. First give your reason, then the winner.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "reason": {"type": "string"},
          "winner": {"type": "string", "enum": ["A", "B", "tie"]}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("pairwise", "Pairwise comparison")
        .describes(
            "The answer against another one: 1 when it wins, 0 when it loses, 0.5 for a tie. Asked"
                + " in both orders; when they disagree the score is 0.5 and the metadata says so.")
        .label();
  }

  @Override
  public String properties() {
    return """
    "criteria": {"type": "string", "minLength": 1, "maxLength": 8000, "title": "Criterion",
      "description": "What makes an answer better, in words. Else the item's criteria."},
    "against": {"type": "string", "enum": ["expected", "original_answer"], "default": "expected",
      "title": "Against", "description": "The other answer: the expected one, or the one in extra.original_answer."},
    "swap": {"type": "boolean", "default": true, "title": "Both orders",
      "description": "Asks a second time with the answers swapped."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public Asked asked() {
    return Asked.twice("swap");
  }

  @Override
  public Ruling prepare(Params params) {
    return new Compared(
        params.text("criteria", null),
        "original_answer".equals(params.text("against", "expected")),
        params.flag("swap", true));
  }

  private record Compared(String criteria, boolean original, boolean swap) implements Ruling {
    @Override
    public String prompt() {
      return INSTRUCTIONS + "\n" + EcmaJson.stringify(FORM);
    }

    @Override
    public Outcome rule(ScorerInput input) {
      String other = other(input);
      JsonNode first = ask(input, "", input.outputText(), other);
      double score = score(first, "A");
      ObjectNode metadata = Json.mapper().createObjectNode();
      metadata.put("winner", first.get("winner").textValue());
      if (swap) {
        JsonNode second = ask(input, "swap", other, input.outputText());
        metadata.put("winner_swapped", second.get("winner").textValue());
        boolean disagree = score(second, "B") != score;
        metadata.put("orders_disagree", disagree);
        score = disagree ? 0.5 : score;
      }
      metadata.put("label", score == 1 ? "win" : score == 0 ? "loss" : "tie");
      return new Outcome.Measured(score, Texts.of(first, "reason"), metadata);
    }

    private String other(ScorerInput input) {
      if (!original) {
        return input.expectedText();
      }
      JsonNode extra = input.item().extra();
      JsonNode answer = extra == null ? null : extra.get("original_answer");
      if (answer == null || answer.isNull()) {
        throw new UnmeasurableException(
            ErrorCode.EXPECTED_MISSING, "The item has no original answer to compare with.");
      }
      return ScorerInput.asText(answer);
    }

    private JsonNode ask(ScorerInput input, String name, String a, String b) {
      Sheet sheet = new Sheet(input, true);
      String own = criteria != null ? criteria : input.item().criteria();
      if (own != null) {
        sheet.say("The criterion:\n" + own);
      }
      var parts = sheet.input().material("answer A", a).material("answer B", b).parts();
      return input.asker().ask(new Question.Chat(name, INSTRUCTIONS, parts, FORM));
    }

    private static double score(JsonNode reply, String mine) {
      String winner = reply.get("winner").textValue();
      return winner.equals("tie") ? 0.5 : winner.equals(mine) ? 1 : 0;
    }
  }
}
