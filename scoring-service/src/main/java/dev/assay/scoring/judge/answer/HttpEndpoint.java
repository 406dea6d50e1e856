package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.judge.Asked;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;

/** The user's own endpoint: it gets item and answer and says the score. */
public final class HttpEndpoint implements JudgeKind {
  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("http", "HTTP endpoint")
        .describes(
            "What your own endpoint replies to {item, answer, params}: {score, reason?, metadata?},"
                + " score in 0..1. The judge's provider is one of kind http whose body is"
                + " {{input}}.")
        .category("user_outcomes")
        .needs();
  }

  @Override
  public String properties() {
    return """
    "params": {"type": "object", "title": "Parameters",
      "description": "Sent along as they are."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.NOT_LOOKED_AT;
  }

  @Override
  public boolean votes() {
    return false;
  }

  @Override
  public Asked asked() {
    return Asked.once("endpoint");
  }

  @Override
  public Ruling prepare(Params params) {
    return new Posted(params.node("params"));
  }

  private record Posted(JsonNode params) implements Ruling {
    @Override
    public String prompt() {
      return "endpoint";
    }

    @Override
    public Outcome rule(ScorerInput input) {
      ObjectNode body = Json.mapper().createObjectNode();
      body.set("item", Json.mapper().valueToTree(input.item()));
      body.set("answer", Json.mapper().valueToTree(input.answer()));
      body.set("params", params);
      JsonNode reply = input.asker().ask(new Question.Endpoint("", body));
      JsonNode score = reply.path("score");
      if (!score.isNumber()) {
        return new Outcome.Failed(ErrorCode.NOT_A_NUMBER, "The endpoint's score is not a number.");
      }
      String reason = Texts.of(reply, "reason");
      return new Outcome.Measured(
          score.doubleValue(),
          reason.isEmpty() ? null : reason,
          reply.path("metadata").isObject() ? reply.get("metadata") : null);
    }
  }
}
