package dev.assay.run.platform.access.acting;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Who acts in a request that came without a key, once that is known: whoever signs in, or holds a
 * link.
 *
 * @param workspaceId whose the request is
 * @param keyId the key that he has shown; null for none
 * @param by what he came with: {@code session} or {@code link}
 * @param object the address of what it is about
 */
public record Acting(UUID workspaceId, UUID keyId, String by, String object) {
  private static final String ATTRIBUTE = "assay.acting";

  /** Notes it with the request, for the log of changes. */
  public void in(RoutingContext request) {
    request.put(ATTRIBUTE, this);
  }

  /** Who was noted with the request. */
  public static Optional<Acting> of(RoutingContext request) {
    return Optional.ofNullable(request.get(ATTRIBUTE));
  }
}
