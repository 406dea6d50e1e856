package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A user's prompt: words, and names in double braces. A name's value is material and stands between
 * delimiters; criteria are the author's own words. Nothing in it is evaluated.
 */
public final class Template {
  private static final Set<String> NAMES =
      Set.of("input", "output", "answer", "expected", "context", "criteria", "choices", "item.id");
  private static final String EXTRA = "item.extra.";

  private final List<Piece> pieces;

  private record Piece(boolean name, String text) {}

  private Template(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * Reads a template.
   *
   * @throws BadParamsException with {@link ErrorCode#BAD_TEMPLATE} when braces do not close or a
   *     name is not known
   */
  public static Template compile(String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw bad("The braces at position " + open + " do not close.");
      }
      pieces.add(new Piece(false, text.substring(at, open)));
      pieces.add(new Piece(true, known(text.substring(open + 2, close).strip())));
      at = close + 2;
    }
    pieces.add(new Piece(false, text.substring(at)));
    return new Template(List.copyOf(pieces));
  }

  /** The request about one answer. */
  public List<Question.Part> parts(ScorerInput input) {
    Sheet sheet = new Sheet(input, true);
    for (Piece piece : pieces) {
      if (!piece.name()) {
        if (!piece.text().isBlank()) {
          sheet.say(piece.text());
        }
        continue;
      }
      add(sheet, piece.text(), input);
    }
    return sheet.parts();
  }

  private static void add(Sheet sheet, String name, ScorerInput input) {
    if (name.equals("input")) {
      sheet.input();
    } else if (name.equals("output") || name.equals("answer")) {
      sheet.answer();
    } else if (name.equals("expected")) {
      sheet.expected();
    } else if (name.equals("context")) {
      sheet.context();
    } else if (name.equals("criteria")) {
      if (input.item().criteria() != null) {
        sheet.say(input.item().criteria());
      }
    } else if (name.equals("choices")) {
      sheet.material("choices", ScorerInput.asText(input.item().choices()));
    } else if (name.equals("item.id")) {
      sheet.material("item", String.valueOf(input.item().id()));
    } else {
      JsonNode extra = input.item().extra();
      JsonNode value = extra == null ? null : extra.get(name.substring(EXTRA.length()));
      sheet.material("extra", ScorerInput.asText(value));
    }
  }

  private static String known(String name) {
    if (NAMES.contains(name) || (name.startsWith(EXTRA) && name.length() > EXTRA.length())) {
      return name;
    }
    throw bad(
        "The template has no value named "
            + name
            + "; there are input, output, expected, context, criteria, choices, item.id and"
            + " item.extra.<name>.");
  }

  private static BadParamsException bad(String message) {
    return new BadParamsException(ErrorCode.BAD_TEMPLATE, message);
  }
}
