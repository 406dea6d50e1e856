package dev.assay.worker.identity;

import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Keeper;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.PreparedExchange;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A kind that is asked with a secret that was had for the call, where there is one to be had. Kinds
 * know nothing of where it comes from; other calls go straight through.
 */
public final class WithIdentity implements ProviderKind {
  private static final Logger LOG = Logger.getLogger(WithIdentity.class);

  private final ProviderKind kind;
  private final Identities identities;

  private WithIdentity(ProviderKind kind, Identities identities) {
    this.kind = kind;
    this.identities = identities;
  }

  /** Each of the kinds with these identities in front. */
  public static List<ProviderKind> all(List<ProviderKind> kinds, Identities identities) {
    return kinds.stream().<ProviderKind>map(kind -> new WithIdentity(kind, identities)).toList();
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return kind.reader(call);
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    Optional<Keeper> keeper = identities.of(call.call().provider(), call.secret());
    if (keeper.isEmpty()) {
      return kind.ask(call, connectTimeoutMs, listener);
    }
    Signing signing = new Signing(keeper.get(), call, connectTimeoutMs, listener);
    listener.preparing();
    keeper.get().get(signing);
    return signing;
  }

  /** A call whose secret is being had, and then the call. */
  private final class Signing extends PreparedExchange implements Keeper.Waiter {
    private final Keeper keeper;
    private final KindCall call;
    private final WireListener listener;

    Signing(Keeper keeper, KindCall call, long connectTimeoutMs, WireListener listener) {
      super(kind, connectTimeoutMs, listener);
      this.keeper = keeper;
      this.call = call;
      this.listener = listener;
    }

    @Override
    public void had(String secret) {
      if (isOver()) {
        return;
      }
      listener.secret(secret, () -> keeper.refused(secret));
      try {
        ask(new KindCall(call.call(), call.attempt(), secret, true));
      } catch (RuntimeException e) {
        // Others wait for the same secret, and this call for its end. Its message may hold either.
        LOG.errorf("request not made provider_kind=%s error=%s", name(), e.getClass().getName());
        fail(
            new WireFault(
                WireFault.Kind.REQUEST, "the request could not be made, see the worker's log"));
      }
    }

    @Override
    public void failed(IdentityException why) {
      fail(
          new WireFault(
              why.passing() ? WireFault.Kind.IDENTITY_AWAY : WireFault.Kind.IDENTITY,
              why.getMessage()));
    }

    @Override
    public void abort() {
      keeper.leave(this);
      super.abort();
    }
  }
}
