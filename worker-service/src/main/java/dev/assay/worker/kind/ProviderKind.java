package dev.assay.worker.kind;

import dev.assay.common.part.ProviderRef;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.WireListener;

/** One wire form of model providers. Stateless, used on the event loop. */
public interface ProviderKind {
  /** As it stands in {@link ProviderRef#kind()}. */
  String name();

  /**
   * Writes the question and sends it. The listener may be called from within this method, but not
   * with anything of a response.
   *
   * @param connectTimeoutMs give up connecting after this long
   * @throws UnusableProviderException when the provider's record does not allow a request
   */
  Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener);

  /** Reads one response to {@link #ask}; made anew for every attempt. */
  ResponseReader reader(KindCall call);
}
