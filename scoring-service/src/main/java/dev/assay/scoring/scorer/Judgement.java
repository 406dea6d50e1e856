package dev.assay.scoring.scorer;

/** A measurement that asks a model. */
public interface Judgement extends Measurement {
  /**
   * Everything about its questions that does not depend on the item: with the model and its
   * parameters the judge's identity.
   */
  String prompt();
}
