package dev.assay.common.message;

import java.util.List;
import java.util.UUID;

/**
 * Tells workers to stop: no call of these runs up to these generations may start, running ones are
 * closed. Repeated every second for a while, so that a worker that joins late hears it too.
 *
 * @param runs what is cancelled; empty is a mere sign of life
 */
public record RunCancelled(List<Run> runs) implements Message {
  /** A run and the highest generation that is cancelled. */
  public record Run(UUID runId, int generation) {}
}
