package dev.assay.worker.asset;

import dev.assay.link.egress.EgressRules;
import dev.assay.link.egress.EgressTarget;
import dev.assay.worker.wire.NameLookup;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * The address of run-service: where the operator says, mostly a private one, for no user can name
 * another. Only what nobody may call is refused here, too.
 */
final class OperatorAddress {
  private static final EgressRules OF_THE_OPERATOR = EgressRules.of("0.0.0.0/0,::/0");

  private final URI uri;
  private final NameLookup names;

  OperatorAddress(URI uri, NameLookup names) {
    this.uri = uri;
    this.names = names;
  }

  /** Fails with an EgressRefusedException when it may not be called. */
  Uni<Void> check() {
    EgressTarget target = OF_THE_OPERATOR.check(uri);
    if (target.literal().isPresent()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .completionStage(() -> names.all(target.host()).toCompletionStage())
        .invoke(addresses -> OF_THE_OPERATOR.check(target, addresses))
        .replaceWithVoid();
  }
}
