package dev.assay.run.library.scorers;

/** What a custom scorer is made of: each kind stands for a scorer of the catalogue. */
public enum CustomKind {
  /** A prompt template, a reply schema and a mapping; asks a model. */
  JUDGE("custom"),
  /** A CEL expression over item, output and answer. */
  EXPRESSION("expression"),
  /** An endpoint of the user's own. */
  HTTP("http");

  private final String scorer;

  CustomKind(String scorer) {
    this.scorer = scorer;
  }

  /** The id of the scorer that does the work. */
  public String scorer() {
    return scorer;
  }
}
