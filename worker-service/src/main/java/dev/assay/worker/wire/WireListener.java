package dev.assay.worker.wire;

import io.vertx.core.buffer.Buffer;

/**
 * Hears what becomes of one request, on the event loop. After {@link #end} or {@link #fault}, and
 * after the exchange was aborted, nothing more is said.
 */
public interface WireListener {
  /** What the request is made of is being fetched; it does not count as connecting. */
  default void preparing() {}

  /** It is there: the connection is being made. */
  default void prepared() {}

  /**
   * A secret that was had for this request goes with it: nothing that is kept may hold it.
   *
   * @param refused to be run when the other side does not take who it says we are
   */
  default void secret(String had, Runnable refused) {}

  /** The connection stands and the request goes out. */
  void sent();

  /** The status line and the headers have arrived. */
  void head(int status, HeaderLookup headers);

  /** A piece of the body has arrived. */
  void chunk(Buffer piece);

  /** The response is complete. */
  void end();

  /** There will be no complete response. */
  void fault(WireFault fault);
}
