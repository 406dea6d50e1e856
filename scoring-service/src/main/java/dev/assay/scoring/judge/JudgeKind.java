package dev.assay.scoring.judge;

import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Params;

/** One kind of judge: what it says of itself, and how it rules. */
public interface JudgeKind {
  /** Its descriptor, without the parameters that every judge has. */
  DescriptorBuilder describe();

  /** The JSON of its own parameters' {@code properties}, without braces; empty for none. */
  default String properties() {
    return "";
  }

  /** Names of its own parameters that must be given. */
  default String[] required() {
    return new String[0];
  }

  /** What an answer without content comes to. */
  ContentFree contentFree();

  /** Whether a good and a bad answer to an item can be made up to try the judge with. */
  default boolean canaries() {
    return true;
  }

  /** Whether asking several times and taking the middle makes sense. */
  default boolean votes() {
    return true;
  }

  /** How many questions it asks about one answer. */
  default Asked asked() {
    return Asked.ONCE;
  }

  /** Whether its parameters hold a template or a schema of the user's. */
  default boolean runsProgram() {
    return false;
  }

  /**
   * Reads parameters that fit the schema.
   *
   * @throws dev.assay.scoring.scorer.BadParamsException when the schema cannot say what is wrong
   */
  Ruling prepare(Params params);
}
