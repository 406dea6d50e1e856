package dev.assay.worker.wire;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** One HTTP request under way; on its event loop only. */
final class HttpExchange implements Exchange {
  private final WireListener listener;
  private HttpClientRequest request;
  private boolean over;

  HttpExchange(WireListener listener) {
    this.listener = listener;
  }

  void connected(AsyncResult<HttpClientRequest> result, Buffer body) {
    if (result.failed()) {
      fail(WireFault.Kind.CONNECT, sentence("the connection was not made", result.cause()));
      return;
    }
    request = result.result();
    if (over) {
      // Aborted while connecting: nothing may be sent any more.
      request.reset();
      return;
    }
    request.exceptionHandler(e -> fail(WireFault.Kind.BROKEN, sentence("broken", e)));
    listener.sent();
    request
        .send(body)
        .onComplete(
            response -> {
              if (response.failed()) {
                fail(WireFault.Kind.BROKEN, sentence("no response", response.cause()));
              } else {
                read(response.result());
              }
            });
  }

  private void read(HttpClientResponse response) {
    if (over) {
      return;
    }
    response.exceptionHandler(e -> fail(WireFault.Kind.BROKEN, sentence("the body is cut", e)));
    response.handler(
        piece -> {
          if (!over) {
            listener.chunk(piece);
          }
        });
    response.endHandler(
        v -> {
          if (!over) {
            over = true;
            listener.end();
          }
        });
    listener.head(response.statusCode(), response.headers()::get);
  }

  void fail(WireFault.Kind kind, String message) {
    if (!over) {
      over = true;
      listener.fault(new WireFault(kind, message));
    }
  }

  @Override
  public void abort() {
    if (over) {
      return;
    }
    over = true;
    if (request != null) {
      // In HTTP/1.1 this closes the connection.
      request.reset();
    }
  }

  private static String sentence(String what, Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return what + ": " + why;
  }
}
