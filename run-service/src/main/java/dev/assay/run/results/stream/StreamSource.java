package dev.assay.run.results.stream;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;

/** Where a stream comes from: the log of a run or of a workspace. */
interface StreamSource {
  /**
   * Where to begin.
   *
   * @param last number after which the log goes on
   * @param events what is said before
   */
  record Start(long last, List<OutboundSseEvent> events) {}

  /** Where a reader begins. */
  Uni<Start> start();

  /** What follows a number in the log. */
  Uni<EventReader.Page> after(long number);

  /** Where the log stands now; null when what it belongs to is gone. */
  Uni<EventReader.State> state();

  /** Whether the reader may still read: keys end and are revoked while streams go on. */
  Uni<Boolean> allowed();
}
