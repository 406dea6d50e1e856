package dev.assay.worker.admission;

import java.util.UUID;

/** What is known of the workers that are alive, this one included. */
public interface Colleagues {
  /** How many there are, at least 1. */
  int workers();

  /** Place of this one among the sorted ids, 0-based. */
  int rank();

  /** Calls of a run that the others reported last. */
  int othersActive(UUID run);
}
