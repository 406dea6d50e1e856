package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Template;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.schema.Schemas;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import java.util.HashMap;
import java.util.Map;

/** The user's own template, reply schema and mapping. */
public final class Custom implements JudgeKind {
  private static final String USUAL =
      "You judge one answer as the request says. First give your reasoning, then your verdict.";
  private static final JsonNode SCORED =
      Form.of(
          """
          "reasoning": {"type": "string"},
          "score": {"type": "number", "minimum": 0, "maximum": 1}
          """);
  private static final JsonNode CHOSEN =
      Form.of(
          """
          "reasoning": {"type": "string"},
          "choice": {"type": "string", "maxLength": 200}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("custom", "Custom judge")
        .version(2)
        .describes(
            "Your own prompt template, reply schema and mapping: the value at a JSON pointer,"
                + " scaled from min..max to 0..1, or the score of the choice that stands there.")
        .category("user_outcomes")
        .needs();
  }

  @Override
  public String properties() {
    return """
    "template": {"type": "string", "format": "judge-template", "minLength": 1, "maxLength": 20000, "title": "Template",
      "description": "The request, with {{input}}, {{output}}, {{expected}}, {{context}}, {{criteria}}, {{item.extra.name}}; values are put between delimiters."},
    "instructions": {"type": "string", "maxLength": 8000, "title": "Instructions",
      "description": "What kind of judge the model is to be: the system message."},
    "schema": {"type": "object", "title": "Reply schema",
      "description": "JSON Schema of the reply. Without it: {reasoning, score}, or {reasoning, choice} with choices."},
    "score": {"type": "string", "format": "json-pointer", "title": "Score",
      "description": "JSON pointer to the number or the choice in the reply; /score, or /choice with choices."},
    "choices": {"type": "object", "minProperties": 1, "title": "Choices",
      "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
      "description": "The score of each choice."},
    "min": {"type": "number", "default": 0, "title": "Min", "description": "The number that is a score of 0."},
    "max": {"type": "number", "default": 1, "title": "Max", "description": "The number that is a score of 1."}
    """;
  }

  @Override
  public String[] required() {
    return new String[] {"template"};
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public boolean canaries() {
    return false;
  }

  @Override
  public boolean runsProgram() {
    return true;
  }

  @Override
  public Ruling prepare(Params params) {
    Template template = Template.compile(params.text("template", ""));
    JsonNode choices = params.node("choices");
    JsonNode given = params.node("schema");
    JsonNode form = given != null ? given : choices != null ? CHOSEN : SCORED;
    Schemas.compile(form);
    JsonPointer pointer = pointer(params.text("score", choices != null ? "/choice" : "/score"));
    double min = params.number("min", 0);
    double max = params.number("max", 1);
    if (!(max > min)) {
      throw new BadParamsException("max must be more than min.");
    }
    Map<String, Double> scores = new HashMap<>();
    if (choices != null) {
      choices.properties().forEach(c -> scores.put(c.getKey(), c.getValue().doubleValue()));
    }
    return new OneQuestion(
        params.text("instructions", USUAL),
        form,
        template::parts,
        (input, reply) ->
            choices != null ? chosen(reply, pointer, scores) : scaled(reply, pointer, min, max));
  }

  private static JsonPointer pointer(String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      throw new BadParamsException("score is not a JSON pointer, such as /score.");
    }
  }

  private static Outcome chosen(JsonNode reply, JsonPointer at, Map<String, Double> scores) {
    JsonNode choice = reply.at(at);
    Double score = choice.isValueNode() ? scores.get(choice.asText().strip()) : null;
    if (score == null) {
      return new Outcome.Failed(
          ErrorCode.JUDGE_UNPARSABLE, "The judge chose none of the choices it was given.");
    }
    return new Outcome.Measured(
        score,
        reason(reply),
        Json.mapper().createObjectNode().put("label", choice.asText().strip()));
  }

  private static Outcome scaled(JsonNode reply, JsonPointer at, double min, double max) {
    JsonNode value = reply.at(at);
    if (value.isBoolean()) {
      return new Outcome.Measured(value.booleanValue() ? 1 : 0, reason(reply), null);
    }
    if (!value.isNumber()) {
      return new Outcome.Failed(
          ErrorCode.JUDGE_UNPARSABLE, "The reply has no number where the score should be.");
    }
    double number = value.doubleValue();
    if (number < min || number > max) {
      return new Outcome.Failed(ErrorCode.JUDGE_UNPARSABLE, "The reply's number is out of range.");
    }
    return new Outcome.Measured((number - min) / (max - min), reason(reply), null);
  }

  private static String reason(JsonNode reply) {
    String reasoning = Texts.of(reply, "reasoning");
    String reason = reasoning.isEmpty() ? Texts.of(reply, "reason") : reasoning;
    return reason.isEmpty() ? null : reason;
  }
}
