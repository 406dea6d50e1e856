package dev.assay.scoring.choice;

/** The capital of a Latin letter, whatever the locale. */
final class LowerToUpper {
  private LowerToUpper() {}

  static char of(char letter) {
    return letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
  }
}
