package dev.assay.run.results.export.report;

/** Text as XML 1.0 can hold it. */
final class Xml {
  private Xml() {}

  /**
   * Escaped for an attribute or between elements; characters that XML 1.0 has no place for, not
   * even escaped, are left out.
   */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().filter(Xml::allowed).forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      // As they are, a reader would take them for blanks in an attribute.
      case '\n' -> out.append("&#10;");
      case '\r' -> out.append("&#13;");
      case '\t' -> out.append("&#9;");
      default -> out.appendCodePoint(c);
    }
  }

  /** The production Char of XML 1.0. */
  private static boolean allowed(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}
