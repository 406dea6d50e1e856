package dev.assay.worker.wire;

/** Carries one request to a provider and its response back. Called on the event loop only. */
public interface Transport {
  /**
   * Starts a request. The listener may be called from within this method, but not with anything of
   * a response.
   *
   * @param connectTimeoutMs give up connecting after this long
   */
  Exchange send(WireRequest request, long connectTimeoutMs, WireListener listener);
}
