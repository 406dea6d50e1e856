package dev.assay.run.library.datasets.reading;

import com.fasterxml.jackson.core.JsonToken;
import java.util.List;
import java.util.Set;

/** The fields of an item and what each may hold. */
public final class ItemFields {
  /** Unique in the version. */
  public static final String ID = "id";

  /** What is asked. */
  public static final String INPUT = "input";

  /** What the answer is compared with. */
  public static final String EXPECTED = "expected";

  /** For breakdowns. */
  public static final String LABEL = "label";

  /** For breakdowns. */
  public static final String SECTION = "section";

  /** Of a multiple-choice question. */
  public static final String CHOICES = "choices";

  /** Passages that an answer may rest on. */
  public static final String CONTEXT = "context";

  /** Images, audio and documents. */
  public static final String ASSETS = "assets";

  /** What a good answer is, for judges. */
  public static final String CRITERIA = "criteria";

  /** Everything else. */
  public static final String EXTRA = "extra";

  private static final int LONGEST = 200;

  /** All of them. */
  public static final List<String> KNOWN =
      List.of(ID, INPUT, EXPECTED, LABEL, SECTION, CHOICES, CONTEXT, ASSETS, CRITERIA, EXTRA);

  private static final Set<String> COLUMNS = Set.of(ID, LABEL, SECTION);

  private ItemFields() {}

  /** Whether it has a column of its own in the database. */
  public static boolean isColumn(String name) {
    return COLUMNS.contains(name);
  }

  /** Why a value of this kind cannot stand in the field; null when it can. */
  public static String wrong(String name, JsonToken value) {
    boolean none = value == JsonToken.VALUE_NULL;
    boolean text = value == JsonToken.VALUE_STRING;
    boolean array = value == JsonToken.START_ARRAY;
    boolean object = value == JsonToken.START_OBJECT;
    return switch (name) {
      case INPUT -> must(text || array || object, "input must be a string, object or messages");
      case EXPECTED -> null;
      case ID -> must(text || none || value == JsonToken.VALUE_NUMBER_INT, "id must be a string");
      case LABEL, SECTION, CRITERIA -> must(text || none, name + " must be a string");
      case CHOICES, ASSETS -> must(array || none, name + " must be an array");
      case CONTEXT -> must(array || text || none, "context must be an array of passages");
      case EXTRA -> must(object || none, "extra must be an object");
      default -> "the field " + name + " is not known; known are: " + String.join(", ", KNOWN);
    };
  }

  /** Why a text cannot stand in one of the fields with a column of their own; null when it can. */
  public static String wrongText(String name, String text) {
    if (text.length() > LONGEST) {
      return name + " is longer than " + LONGEST + " characters";
    }
    if (text.chars().anyMatch(c -> c < ' ')) {
      return name + " holds a control character";
    }
    return name.equals(ID) && text.isBlank() ? "id is empty" : null;
  }

  private static String must(boolean right, String otherwise) {
    return right ? null : otherwise;
  }
}
