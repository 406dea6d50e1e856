package dev.assay.scoring.text;

/** Whether a text contains another, in time linear in both (Knuth, Morris and Pratt 1977). */
final class TextSearch {
  // below this the library's search is faster, and cannot take long however the texts look
  private static final long SMALL = 20_000_000L;

  private TextSearch() {}

  static boolean contains(String text, String wanted) {
    if ((long) text.length() * wanted.length() <= SMALL) {
      return text.contains(wanted);
    }
    int[] fallback = fallback(wanted);
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      while (matched > 0 && wanted.charAt(matched) != text.charAt(i)) {
        matched = fallback[matched - 1];
      }
      if (wanted.charAt(matched) == text.charAt(i)) {
        matched++;
      }
      if (matched == wanted.length()) {
        return true;
      }
    }
    return false;
  }

  /** For every prefix the length of its longest proper prefix that is also its end. */
  private static int[] fallback(String wanted) {
    int[] fallback = new int[wanted.length()];
    int length = 0;
    for (int i = 1; i < wanted.length(); i++) {
      while (length > 0 && wanted.charAt(length) != wanted.charAt(i)) {
        length = fallback[length - 1];
      }
      if (wanted.charAt(length) == wanted.charAt(i)) {
        length++;
      }
      fallback[i] = length;
    }
    return fallback;
  }
}
