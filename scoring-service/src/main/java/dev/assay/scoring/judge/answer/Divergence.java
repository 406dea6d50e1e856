package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.judge.Asked;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.assay.scoring.structured.Equality;
import java.util.Optional;

/** Whether a new answer still says what production answered to the same input. */
public final class Divergence implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You compare two answers to the same input: the original answer, which was given before, and \
      the answer that is given now. Decide whether whoever uses the answer could tell the two \
      apart by what they say or what they lead to. They are equivalent when they carry the same \
      facts, values, decisions and instructions; wording, order and layout do not matter unless the \
      input asks for them. They are different when one states, leaves out or does something that \
      the other does not. Where the request states a criterion, it says which differences matter. \
      Which of the two is better means nothing here, and neither answer counts as right because it \
      came first. First give your reason, then the verdict.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "reason": {"type": "string"},
          "verdict": {"type": "string", "enum": ["equivalent", "different"]}
          """);
  private static final String DIFFERENT = "different";

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("divergence", "Divergence")
        .describes(
            "The answer against the one that production gave to the same input (extra.original):"
                + " same as text or JSON 1 without asking, else 1 when the judge calls the two"
                + " equivalent and 0 when different.")
        .needs()
        .yesOrNo();
  }

  @Override
  public String properties() {
    return """
    "criteria": {"type": "string", "minLength": 1, "maxLength": 8000, "title": "Criterion",
      "description": "Which differences matter, in words. Else the item's criteria."}
    """;
  }

  /** Equal answers are the same also when both are empty: that is looked at first. */
  @Override
  public ContentFree contentFree() {
    return ContentFree.NOT_LOOKED_AT;
  }

  /** What an item expects may well differ from what production answered. */
  @Override
  public boolean canaries() {
    return false;
  }

  @Override
  public boolean votes() {
    return false;
  }

  @Override
  public Asked asked() {
    return new Asked(0, 1, 1, null, null, "text");
  }

  @Override
  public Ruling prepare(Params params) {
    return new Compared(params.text("criteria", null));
  }

  private record Compared(String criteria) implements Ruling {
    @Override
    public String prompt() {
      return INSTRUCTIONS + "\n" + EcmaJson.stringify(FORM);
    }

    @Override
    public Outcome rule(ScorerInput input) {
      JsonNode original = original(input);
      if (same(input, original)) {
        return measured("same", "It equals the original answer: no model was asked.");
      }
      Optional<Outcome> byRule = ContentFree.WORST.ruling(input);
      if (byRule.isPresent()) {
        return different((Outcome.Measured) byRule.get());
      }
      Sheet sheet = new Sheet(input, true);
      String own = criteria != null ? criteria : input.item().criteria();
      if (own != null) {
        sheet.say("The criterion:\n" + own);
      }
      var parts =
          sheet.input().material("original answer", ScorerInput.asText(original)).answer().parts();
      JsonNode reply = input.asker().ask(new Question.Chat("", INSTRUCTIONS, parts, FORM));
      return measured(reply.get("verdict").textValue(), Texts.of(reply, "reason"));
    }

    private static Outcome different(Outcome.Measured byRule) {
      ObjectNode metadata = byRule.metadata().deepCopy();
      return new Outcome.Measured(0, byRule.reason(), metadata.put("outcome", DIFFERENT));
    }

    private static Outcome measured(String outcome, String reason) {
      return new Outcome.Measured(
          outcome.equals(DIFFERENT) ? 0 : 1,
          reason,
          Json.mapper().createObjectNode().put("outcome", outcome));
    }

    /** As traffic is frozen, else as it comes with a dataset of a person's own. */
    private static JsonNode original(ScorerInput input) {
      JsonNode extra = input.item().extra();
      JsonNode frozen = extra == null ? null : extra.path("original").get("output");
      JsonNode answer =
          isThere(frozen) ? frozen : extra == null ? null : extra.get("original_answer");
      if (!isThere(answer)) {
        throw new UnmeasurableException(
            ErrorCode.EXPECTED_MISSING, "The item has no original answer to compare with.");
      }
      return answer;
    }

    private static boolean isThere(JsonNode answer) {
      return answer != null && !answer.isNull();
    }

    private static boolean same(ScorerInput input, JsonNode original) {
      JsonNode calls = input.answer().toolCalls();
      boolean acts = calls != null && !calls.isEmpty();
      return !acts
          && input.output() != null
          && Equality.strict(plain(input.output()), plain(original));
    }

    /** JSON that was written as text is JSON; other text without what surrounds it. */
    private static JsonNode plain(JsonNode answer) {
      if (!answer.isTextual()) {
        return answer;
      }
      String text = Blank.strip(answer.textValue());
      return JsonText.parseContainer(text).orElseGet(() -> TextNode.valueOf(text));
    }
  }
}
