package dev.assay.worker.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** A TCP server that answers whole requests with whatever a test likes and watches its sockets. */
public final class RawServer {
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong closedAt = new AtomicLong();
  private final int port;
  private volatile String lastRequest = "";

  /** What to do with the n-th request, counted from 1. */
  public RawServer(Vertx vertx, BiConsumer<Integer, NetSocket> answer) {
    port =
        vertx
            .createNetServer()
            .connectHandler(socket -> serve(socket, answer))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  private void serve(NetSocket socket, BiConsumer<Integer, NetSocket> answer) {
    connections.incrementAndGet();
    open.incrementAndGet();
    socket.closeHandler(
        v -> {
          closedAt.set(System.nanoTime());
          open.decrementAndGet();
        });
    socket.exceptionHandler(e -> {});
    Buffer received = Buffer.buffer();
    socket.handler(
        piece -> {
          received.appendBuffer(piece);
          String text = received.toString();
          int head = text.indexOf("\r\n\r\n");
          if (head >= 0 && text.length() >= head + 4 + length(text)) {
            lastRequest = text;
            int number = requests.incrementAndGet();
            answer.accept(number, socket);
          }
        });
  }

  private static int length(String text) {
    int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    return at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)));
  }

  public int port() {
    return port;
  }

  public int requests() {
    return requests.get();
  }

  /** How many connections were ever made. */
  public int connections() {
    return connections.get();
  }

  public int open() {
    return open.get();
  }

  public long closedAt() {
    return closedAt.get();
  }

  public String lastRequest() {
    return lastRequest;
  }
}
