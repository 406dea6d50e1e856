package dev.assay.simulator.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads bodies of requests up to a size. */
final class Bodies {
  static final int LARGEST = 32 * 1024 * 1024;

  private Bodies() {}

  /**
   * Reads a body.
   *
   * @param whole is given it
   * @param tooLarge runs once instead when it is too large; the rest is read and thrown away
   */
  static void read(HttpServerRequest request, Consumer<Buffer> whole, Runnable tooLarge) {
    Buffer body = Buffer.buffer();
    boolean[] over = new boolean[1];
    request.handler(
        piece -> {
          if (over[0]) {
            return;
          }
          if ((long) body.length() + piece.length() > LARGEST) {
            over[0] = true;
            tooLarge.run();
            return;
          }
          Buffer unused = body.appendBuffer(piece);
        });
    request.endHandler(
        v -> {
          if (!over[0]) {
            whole.accept(body);
          }
        });
  }
}
