package dev.assay.run.library.datasets.csv;

import dev.assay.run.library.datasets.reading.Blank;
import dev.assay.run.library.datasets.reading.ItemFields;
import java.util.List;

/**
 * How the values of an item stand in cells. A column named like a field holds what people write: a
 * text where the field holds texts, JSON where it holds lists or objects; an empty cell is no
 * value. What cannot be said so (an {@code expected} value that is a number, a text that is empty)
 * stands as JSON in a second column, {@code expected:json}. Such a column also says that the file
 * is an export of ours, in which {@code '} guards cells that a spreadsheet would compute.
 */
public final class CsvCells {
  /** Ends the name of a column of JSON. */
  public static final String JSON = ":json";

  private static final List<String> ALWAYS_JSON =
      List.of(ItemFields.CHOICES, ItemFields.ASSETS, ItemFields.EXTRA);

  private CsvCells() {}

  /** Whether the field's own column holds JSON, since its values never are texts. */
  public static boolean isAlwaysJson(String field) {
    return ALWAYS_JSON.contains(field);
  }

  /** Whether a cell of the field's own column that holds this text is read as just this text. */
  public static boolean isPlain(String field, String text) {
    return switch (field) {
      case ItemFields.INPUT -> !Blank.is(text);
      case ItemFields.CONTEXT -> !text.isEmpty() && !isList(text);
      default -> !isAlwaysJson(field) && !text.isEmpty();
    };
  }

  /** Whether the text of a cell is meant to be a list. */
  static boolean isList(String text) {
    return Blank.trimmed(text).startsWith("[");
  }
}
