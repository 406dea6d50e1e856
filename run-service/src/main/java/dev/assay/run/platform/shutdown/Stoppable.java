package dev.assay.run.platform.shutdown;

import io.smallrye.mutiny.Uni;

/** A part that works by itself and is told when the process ends. */
public interface Stoppable {
  /**
   * Begins nothing new from the moment this is called, whether or not anybody waits. Must not
   * block.
   *
   * @return completes when what was under way is done
   */
  Uni<Void> stop();
}
