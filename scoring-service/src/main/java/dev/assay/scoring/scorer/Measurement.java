package dev.assay.scoring.scorer;

/** A scorer with its parameters: stateless, safe for any number of threads. */
@FunctionalInterface
public interface Measurement {
  /**
   * Measures one answer. The same input gives the same outcome, byte for byte.
   *
   * @throws UnmeasurableException when there is no valid measurement; the engine reports it as an
   *     error of the scorer
   */
  Outcome measure(ScorerInput input);
}
