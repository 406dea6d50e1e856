package dev.assay.run.results.export.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.Beginning;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Values as text for people. */
public final class Texts {
  private Texts() {}

  /**
   * A text as it is, anything else as JSON, nothing as the empty text; cut with a word about it.
   */
  public static String of(JsonNode value, int most) {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return "";
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    String shown = Beginning.of(text, most);
    int left = text.length() - shown.length();
    return left == 0 ? text : shown + " … (" + left + " characters left out)";
  }

  /** A number with at most four decimals, {@code –} for none. */
  public static String number(JsonNode value) {
    if (value == null || !value.isNumber()) {
      return "–";
    }
    double number = value.asDouble();
    return BigDecimal.valueOf(number)
        .setScale(4, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** {@code 0.9 … 0.98}, the empty text for none. */
  public static String interval(JsonNode interval) {
    return interval == null || !interval.hasNonNull("lower")
        ? ""
        : number(interval.get("lower")) + " … " + number(interval.get("upper"));
  }

  /** {@code mean_score levenshtein in billing ≥ 0.9}. */
  public static String criterion(JsonNode criterion) {
    StringBuilder text = new StringBuilder();
    if (criterion.hasNonNull("label")) {
      text.append(of(criterion.get("label"), 100)).append(": ");
    }
    text.append(criterion.path("type").asText("criterion"));
    if (criterion.hasNonNull("scorer")) {
      text.append(' ').append(criterion.get("scorer").asText());
    }
    if (criterion.hasNonNull("section")) {
      text.append(" in ").append(criterion.get("section").asText());
    }
    if (criterion.hasNonNull("truth")) {
      text.append(" by people's corrections");
    }
    if (criterion.hasNonNull("min")) {
      text.append(" ≥ ").append(criterion.get("min").asText());
    }
    if (criterion.hasNonNull("max")) {
      text.append(" ≤ ").append(criterion.get("max").asText());
    }
    return text.toString();
  }

  /** Position, repeat and id of a unit. */
  public static String unit(JsonNode unit) {
    int repeat = unit.path("repeat").asInt();
    return "#"
        + unit.path("position").asInt()
        + (repeat > 0 ? "/" + repeat : "")
        + " "
        + unit.path("item_id").asText();
  }
}
