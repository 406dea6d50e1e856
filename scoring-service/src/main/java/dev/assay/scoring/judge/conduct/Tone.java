package dev.assay.scoring.judge.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import java.util.List;

/** The tone of an answer, and whether it is a wanted one. */
public final class Tone implements JudgeKind {
  private static final List<String> USUAL = List.of("neutral", "joy", "love");
  private static final String INSTRUCTIONS =
      """
      You name the tone of an answer: the one feeling that its words carry most. Judge how it is said, \
      not what it is about. First give your reasoning, then the tone.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "reasoning": {"type": "string"},
          "tone": {"type": "string", "enum": ["neutral", "joy", "love", "fear", "surprise", "sadness",
            "anger", "annoyance", "confusion"]}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("tone", "Tone")
        .describes("The tone of the answer as a label; 1 when it is a wanted one, else 0.")
        .category("user_outcomes")
        .needs()
        .label();
  }

  @Override
  public String properties() {
    return """
    "wanted": {"type": "array", "minItems": 1, "title": "Wanted tones",
      "items": {"type": "string", "enum": ["neutral", "joy", "love", "fear", "surprise", "sadness", "anger", "annoyance", "confusion"]},
      "default": ["neutral", "joy", "love"], "description": "Tones that score 1."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.HARMLESS;
  }

  @Override
  public Ruling prepare(Params params) {
    List<String> given = params.texts("wanted");
    List<String> wanted = given == null ? USUAL : given;
    return new OneQuestion(
        INSTRUCTIONS,
        FORM,
        input -> new Sheet(input, false).answer().parts(),
        (input, reply) -> {
          String tone = reply.get("tone").textValue();
          return new Outcome.Measured(
              wanted.contains(tone) ? 1 : 0,
              Texts.of(reply, "reasoning"),
              Json.mapper().createObjectNode().put("label", tone));
        });
  }
}
