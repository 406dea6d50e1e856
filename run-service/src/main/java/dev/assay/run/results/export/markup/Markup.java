package dev.assay.run.results.export.markup;

import java.nio.charset.StandardCharsets;

/** Builds HTML. Names of elements and attributes are ours, every text and value is escaped. */
public final class Markup {
  private static final int LONG_CELL = 40;

  private final StringBuilder out = new StringBuilder();

  /** Opens an element: pairs of attribute and value; a null value leaves the attribute out. */
  public Markup open(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1].toString());
        out.append('"');
      }
    }
    out.append('>');
    return this;
  }

  /** The end of an element. */
  public Markup close(String element) {
    out.append("</").append(element).append(">\n");
    return this;
  }

  /** Text, escaped. */
  public Markup text(String text) {
    escape(text);
    return this;
  }

  /** An element with nothing but text. */
  public Markup leaf(String element, String text, Object... attributes) {
    open(element, attributes).text(text);
    return close(element);
  }

  /** A whole row of cells; the first names the row. Long ones may break into lines. */
  public Markup row(String first, String... cells) {
    open("tr").leaf("th", first, "scope", "row");
    for (String cell : cells) {
      leaf("td", cell, "class", cell.length() > LONG_CELL ? "text" : null);
    }
    return close("tr");
  }

  /** Begins a table with a caption and named columns; one that is too wide is moved by itself. */
  public Markup table(String caption, String... columns) {
    open("div", "class", "wide", "tabindex", 0, "role", "region", "aria-label", caption);
    open("table").leaf("caption", caption).open("thead").open("tr");
    for (String column : columns) {
      // A heading that says nothing is none.
      if (column.isEmpty()) {
        leaf("td", "");
      } else {
        leaf("th", column, "scope", "col");
      }
    }
    return close("tr").close("thead").open("tbody");
  }

  /** Ends the table that was begun last. */
  public Markup endTable() {
    return close("tbody").close("table").close("div");
  }

  /** Markup of ours that needs no escape. */
  Markup raw(String html) {
    out.append(html);
    return this;
  }

  /** All of it so far. */
  public byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(harmless(c));
              }
            });
  }

  /**
   * Controls, what turns the direction of text and what cannot be seen, which would change or hide
   * what a reader sees. Joiners of emoji and scripts that need them are left.
   */
  private static int harmless(int c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
    boolean direction = (c >= 0x202A && c <= 0x202E) || c == 0x200E || c == 0x200F || c == 0x061C;
    boolean unseen =
        c == 0x180E
            || c == 0x200B
            || (c >= 0x2060 && c <= 0x2069)
            || c == 0xFEFF
            || (c >= 0xFFF9 && c <= 0xFFFB)
            || (c >= 0xE0000 && c <= 0xE007F);
    boolean half = c >= 0xD800 && c <= 0xDFFF;
    return control || direction || unseen || half ? 0xFFFD : c;
  }
}
