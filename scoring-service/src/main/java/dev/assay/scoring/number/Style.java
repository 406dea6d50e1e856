package dev.assay.scoring.number;

/** Which mark stands before the fraction, where a text alone does not tell. */
public enum Style {
  /** {@code 1,234.5}: also what holds when nothing says otherwise. */
  POINT,
  /** {@code 1.234,5}. */
  COMMA,
  /** Nothing is known: a whole number without marks. */
  OPEN
}
