package dev.assay.worker.kind;

import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;

/**
 * A call for which something is had first, and then the call. Ended before that it is never made.
 */
public abstract class PreparedExchange implements Exchange {
  private final ProviderKind kind;
  private final long connectTimeoutMs;
  private final WireListener listener;
  private boolean over;
  private Exchange exchange;

  /**
   * A call that is not made yet.
   *
   * @param kind that is asked in the end
   * @param listener hears of the call, and of what keeps it from being made
   */
  protected PreparedExchange(ProviderKind kind, long connectTimeoutMs, WireListener listener) {
    this.kind = kind;
    this.connectTimeoutMs = connectTimeoutMs;
    this.listener = listener;
  }

  /** Whether nobody waits for it any more, or it has failed. */
  protected final boolean isOver() {
    return over;
  }

  /** Makes the call: all that it needs is there. */
  protected final void ask(KindCall whole) {
    listener.prepared();
    try {
      exchange = kind.ask(whole, connectTimeoutMs, listener);
    } catch (UnusableProviderException e) {
      fail(new WireFault(WireFault.Kind.UNUSABLE, e.getMessage()));
    }
  }

  /** Ends it before it was made; nothing when it is over. */
  protected final void fail(WireFault fault) {
    if (!over) {
      over = true;
      listener.fault(fault);
    }
  }

  @Override
  public void abort() {
    over = true;
    if (exchange != null) {
      exchange.abort();
    }
  }
}
