package dev.assay.worker.call;

import dev.assay.worker.testing.ScriptedKind;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireListener;
import io.vertx.core.buffer.Buffer;

/** An answer that comes drop by drop and never ends. */
final class Drip {
  private Drip() {}

  static ScriptedKind.Step dripping(long everyMs) {
    return (time, listener) ->
        time.after(
            1,
            () -> {
              listener.sent();
              listener.head(200, HeaderLookup.NONE);
              drop(time, listener, everyMs);
            });
  }

  private static void drop(Time time, WireListener listener, long everyMs) {
    listener.chunk(Buffer.buffer(" "));
    time.after(everyMs, () -> drop(time, listener, everyMs));
  }
}
