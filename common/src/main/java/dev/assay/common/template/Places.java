package dev.assay.common.template;

/** Lines and columns of a text, asked for from its beginning to its end. */
final class Places {
  private final String text;
  private int at;
  private int line = 1;
  private int lineBegin;

  Places(String text) {
    this.text = text;
  }

  /** The place of a position that is not before the one asked for last. */
  Place of(int position) {
    for (; at < position; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineBegin = at + 1;
      }
    }
    return new Place(line, position - lineBegin + 1);
  }
}
