package dev.assay.scoring.scorer;

import java.util.Set;

/** A measurement over the scores that other scorers made of the same answer. */
public interface Combination extends Measurement {
  /** Keys of the scorers whose scores it needs. */
  Set<String> keys();
}
