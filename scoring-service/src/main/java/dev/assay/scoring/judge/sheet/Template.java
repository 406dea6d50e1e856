package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.template.JudgeTemplate;
import dev.assay.common.template.Part;
import dev.assay.common.template.TemplateException;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.List;

/**
 * A user's prompt: words, and names in double braces. A name's value is material and stands between
 * delimiters; criteria are the author's own words. Nothing in it is evaluated.
 */
public final class Template {
  private final List<Part> pieces;

  private Template(List<Part> pieces) {
    this.pieces = pieces;
  }

  /**
   * Reads a template.
   *
   * @throws BadParamsException with {@link ErrorCode#BAD_TEMPLATE} and the place, when braces do
   *     not close or a name is not known
   */
  public static Template compile(String text) {
    try {
      return new Template(JudgeTemplate.read(text).parts());
    } catch (TemplateException e) {
      throw new BadParamsException(ErrorCode.BAD_TEMPLATE, "The template, " + e.getMessage());
    }
  }

  /**
   * The request about one answer.
   *
   * @throws UnmeasurableException when the item does not have what the template names, or has too
   *     much of it
   */
  public List<Question.Part> parts(ScorerInput input) {
    Sheet sheet = new Sheet(input, true);
    for (Part piece : pieces) {
      if (piece instanceof Part.Text text) {
        if (!text.text().isBlank()) {
          sheet.say(text.text());
        }
      } else if (piece instanceof Part.Value value) {
        add(sheet, value.name(), input);
        requireRoom(sheet);
      }
    }
    return sheet.parts();
  }

  /** A few names over a long item make a text that no model reads and no memory holds. */
  private static void requireRoom(Sheet sheet) {
    long length = 0;
    for (Question.Part part : sheet.parts()) {
      length += part instanceof Question.Material material ? material.text().length() : 0;
    }
    if (length > dev.assay.common.template.Template.MAX_OUTPUT) {
      throw new UnmeasurableException(
          ErrorCode.INPUT_TOO_LARGE,
          "What the template shows the judge is longer than "
              + dev.assay.common.template.Template.MAX_OUTPUT
              + " characters.");
    }
  }

  private static void add(Sheet sheet, String name, ScorerInput input) {
    ScoringItem item = input.item();
    switch (name) {
      case "input" -> sheet.input();
      case "output", "answer" -> sheet.answer();
      case "expected" -> {
        input.requireExpected();
        sheet.expected();
      }
      case "context" -> {
        Texts.passages(input);
        sheet.context();
      }
      case "criteria" -> sheet.say(there(name, item.criteria()));
      case "choices" -> sheet.material("choices", ScorerInput.asText(there(name, item.choices())));
      case "item.id" -> sheet.material("item", String.valueOf(item.id()));
      default -> sheet.material("extra", ScorerInput.asText(extra(name, item.extra())));
    }
  }

  private static JsonNode extra(String name, JsonNode extra) {
    String own = name.substring(JudgeTemplate.EXTRA.length());
    JsonNode value = extra == null ? null : dev.assay.common.template.Template.find(extra, own);
    return there(name, value == null || value.isNull() ? null : value);
  }

  private static <T> T there(String name, T value) {
    if (value == null) {
      throw new UnmeasurableException(
          ErrorCode.BAD_TEMPLATE, "The template names " + name + ", which the item does not have.");
    }
    return value;
  }
}
