package dev.assay.worker.wire;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** One HTTP request under way; on its event loop only. */
final class HttpExchange implements Exchange {
  private static final Pattern STATUS = Pattern.compile("status: (\\d{3})");
  private static final int PROXY_WANTS_PASSWORD = 407;

  private final WireListener listener;
  private HttpClientRequest request;
  private Runnable unreachable = () -> {};
  private boolean proxied;
  private boolean over;

  HttpExchange(WireListener listener) {
    this.listener = listener;
  }

  /** Whether nothing may be sent or said any more. */
  boolean over() {
    return over;
  }

  /** What to do when the connection cannot be made. */
  void whenUnreachable(Runnable action) {
    unreachable = action;
  }

  /** Whether the connection is a proxy's. */
  void through(boolean proxy) {
    proxied = proxy;
  }

  void connected(AsyncResult<HttpClientRequest> result, Buffer body) {
    if (result.failed()) {
      unreachable.run();
      fail(
          WireFault.Kind.CONNECT,
          proxied
              ? notThrough(result.cause())
              : sentence("the connection was not made", result.cause()));
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
    if (proxied && response.statusCode() == PROXY_WANTS_PASSWORD) {
      fail(WireFault.Kind.CONNECT, refused(PROXY_WANTS_PASSWORD));
      response.exceptionHandler(e -> over = true);
      request.reset();
      return;
    }
    if (response.statusCode() >= 300 && response.statusCode() < 400) {
      redirected(response);
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

  /** Told by status and headers, then as a fault: where it leads is not even looked up. */
  private void redirected(HttpClientResponse response) {
    listener.head(response.statusCode(), response.headers()::get);
    fail(
        WireFault.Kind.REDIRECT,
        Redirect.sentence(response.statusCode(), response.getHeader("location"), "its base_url"));
    // What the body says does not matter, and the connection may go.
    response.exceptionHandler(e -> over = true);
    request.reset();
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

  /** What a proxy says holds its own address, and that of a name: both are the operator's. */
  private static String notThrough(Throwable cause) {
    String why = cause.getMessage() == null ? "" : cause.getMessage();
    Matcher status = STATUS.matcher(why);
    if (status.find()) {
      return refused(Integer.parseInt(status.group(1)));
    }
    return cause instanceof SSLException
        ? sentence("the connection was not made", cause)
        : "the connection was not made through the proxy of the operator, which cannot be reached or"
            + " did not answer";
  }

  private static String refused(int status) {
    return "the proxy of the operator answered "
        + status
        + (status == PROXY_WANTS_PASSWORD ? ", it wants another user and password" : "");
  }

  private static String sentence(String what, Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return what + ": " + why;
  }
}
