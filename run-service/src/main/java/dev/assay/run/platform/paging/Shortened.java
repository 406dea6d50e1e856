package dev.assay.run.platform.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.assay.run.platform.text.Excerpt;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A JSON value as a list shows it. One that is long is shown by its beginning, as a text that ends
 * in an ellipsis; whole it is where one row is asked for.
 *
 * @param value as it stands in the database, to be written and not to be looked into; null for none
 * @param cut whether it is the beginning only
 */
public record Shortened(JsonNode value, boolean cut) {
  /** Bytes of a value that a list shows whole. */
  public static final int WHOLE = 64 * 1024;

  /** Twice what an excerpt has: a character may be written as an escape. */
  private static final int BEGINNING = 2 * Excerpt.LENGTH;

  private static final String COLUMNS =
      """
      case when octet_length(%1$s) > %3$d then left(%1$s, %4$d) else %1$s end as %2$s,
      coalesce(octet_length(%1$s) > %3$d, false) as %2$s_cut
      """;

  /**
   * SQL of the columns that {@link #of(Row, String)} reads.
   *
   * @param text expression with the value as text
   * @param name of the column
   */
  public static String columns(String text, String name) {
    return COLUMNS.formatted(text, name, WHOLE, BEGINNING).strip();
  }

  /** SQL of how many bytes it takes at most; see {@link PageFit#bytes}. */
  public static String bytes(String text) {
    return "least(" + PageFit.bytes(text) + ", " + WHOLE + ")";
  }

  /** As a row has it. */
  public static Shortened of(Row row, String name) {
    String text = row.getString(name);
    boolean cut = row.getBoolean(name + "_cut");
    return new Shortened(
        text == null ? null : cut ? TextNode.valueOf(Excerpt.ofBeginning(text)) : raw(text), cut);
  }

  /**
   * What the database has as JSON, to be written as it is: a tree of it would take many times the
   * room.
   *
   * @param json null gives null
   */
  public static JsonNode raw(String json) {
    return json == null ? null : JsonNodeFactory.instance.rawValueNode(new RawValue(json));
  }
}
