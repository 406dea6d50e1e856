package dev.assay.scoring.scorer;

import dev.assay.common.part.ScorerDescriptor;

/** Turns an item and its answer into a score in 0..1, or says why it cannot. */
public interface Scorer {
  /** What the catalogue shows: identity, needs, range and the schema of the parameters. */
  ScorerDescriptor descriptor();

  /**
   * Reads parameters that already fit the descriptor's schema and compiles what can be compiled
   * once: patterns, schemas, programs.
   *
   * @throws BadParamsException when the schema cannot say what is wrong, such as a broken pattern
   */
  Measurement prepare(Params params);

  /**
   * Whether its parameters hold a program of the user's (a schema, an expression, a pattern, a
   * template): it is prepared and measured apart from everything else.
   */
  default boolean runsProgram() {
    return false;
  }
}
