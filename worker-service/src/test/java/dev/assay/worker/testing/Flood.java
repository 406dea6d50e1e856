package dev.assay.worker.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** A chunked body without an end, as fast as it is taken. */
public final class Flood {
  private static final Buffer CHUNK =
      Buffer.buffer("10000\r\n").appendBytes(new byte[0x10000]).appendString("\r\n");

  private Flood() {}

  /** Sends the head and then the body, until the other side hangs up. */
  public static void over(NetSocket socket, String head) {
    socket.write(head);
    pour(socket);
  }

  private static void pour(NetSocket socket) {
    while (!socket.writeQueueFull()) {
      socket.write(CHUNK);
    }
    socket.drainHandler(v -> pour(socket));
  }
}
