package dev.assay.run.engine.leases;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What a claim is in the rows of one kind of message: the statements behind a {@link Lease}. Each
 * waits for no lock; a row that somebody holds at the moment is left as it is.
 *
 * @param <K> names a row and the hand-out of it that is claimed
 */
public interface Claims<K> {
  /** Postpones the time from which the sweeper takes these for lost, unless they changed since. */
  Uni<Void> renew(List<K> claims);

  /** Notes that the broker has accepted their messages, unless they changed since. */
  Uni<Void> stamp(List<K> claims);
}
