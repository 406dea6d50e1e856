package dev.assay.scoring.judge.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** How much of the expected answer the retrieved context supports. */
public final class ContextRecall implements JudgeKind {
  private static final String SPLITTING =
      """
      You break a text into statements. List the simple statements that the expected answer makes, \
      each of one fact that can be checked alone. Add nothing, leave nothing out. A text that \
      states nothing has an empty list.
      """;
  private static final String CHECKING =
      """
      You check one statement against retrieved passages. The verdict is 1 when the passages support \
      it, 0 when they contradict it or do not speak of it. What you know from elsewhere does not \
      count. First give your reasoning, then the verdict.
      """;
  private static final JsonNode STATEMENTS =
      Form.of(
          """
          "statements": {"type": "array", "maxItems": 50, "items": {"type": "string"}}
          """);
  private static final JsonNode VERDICT =
      Form.of(
          """
          "reasoning": {"type": "string"},
          "verdict": {"type": "number", "minimum": 0, "maximum": 1}
          """);
  private static final double HALF = 0.5;

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("context_recall", "Context recall")
        .describes(
            "The judge breaks the expected answer into statements and checks each against the"
                + " context: r = supported / all. With a strictness s above 0.5 and r below s the"
                + " score is r * (r / s). No statement: skipped.")
        .category("context_quality")
        .needs("expected", "context");
  }

  @Override
  public String properties() {
    return """
    "strictness": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.7, "title": "Strictness",
      "description": "Below it, and above 0.5, a missing statement weighs more."},
    "partial_credit": {"type": "boolean", "default": false, "title": "Partial credit",
      "description": "Verdicts between 0 and 1 count as they are; else only those of at least 0.5, as 1."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.NOT_LOOKED_AT;
  }

  @Override
  public Asked asked() {
    return Asked.each(1, 4, 12);
  }

  @Override
  public Ruling prepare(Params params) {
    return new Checked(params.number("strictness", 0.7), params.flag("partial_credit", false));
  }

  private record Checked(double strictness, boolean partial) implements Ruling {
    @Override
    public String prompt() {
      return SPLITTING + CHECKING + EcmaJson.stringify(STATEMENTS) + EcmaJson.stringify(VERDICT);
    }

    @Override
    public Outcome rule(ScorerInput input) {
      input.requireExpected();
      Texts.passages(input);
      var whole = new Sheet(input, false).input().expected().parts();
      JsonNode statements =
          input
              .asker()
              .ask(new Question.Chat("statements", SPLITTING, whole, STATEMENTS))
              .get("statements");
      if (statements.isEmpty()) {
        return new Outcome.Skipped("The expected answer makes no statement to check.");
      }
      double supported = 0;
      ObjectNode metadata = Json.mapper().createObjectNode();
      var missing = metadata.putArray("unsupported");
      for (int i = 0; i < statements.size(); i++) {
        var one =
            new Sheet(input, false)
                .context()
                .material("statement", statements.get(i).textValue())
                .parts();
        JsonNode reply =
            input.asker().ask(new Question.Chat("statement" + (i + 1), CHECKING, one, VERDICT));
        double verdict = reply.get("verdict").doubleValue();
        double credit = partial ? verdict : verdict >= HALF ? 1 : 0;
        supported += credit;
        if (credit < HALF) {
          missing.add(statements.get(i));
        }
      }
      double ratio = supported / statements.size();
      boolean strict = strictness > HALF && ratio < strictness;
      metadata.put("supported", supported).put("statements", statements.size());
      return new Outcome.Measured(
          strict ? ratio * (ratio / strictness) : ratio,
          (statements.size() - missing.size())
              + " of "
              + statements.size()
              + " statements of the expected answer are supported by the context.",
          metadata);
    }
  }
}
