package dev.assay.worker.identity.source;

import io.smallrye.mutiny.Uni;

/** Where a secret that lasts for a while comes from. */
@FunctionalInterface
public interface SecretSource {
  /**
   * Has a new one made. Subscribed to, and completed, on the event loop; fails with an {@link
   * IdentityException}.
   */
  Uni<Lease> fetch();
}
