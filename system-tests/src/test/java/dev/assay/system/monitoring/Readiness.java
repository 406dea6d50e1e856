package dev.assay.system.monitoring;

import com.sun.net.httpserver.HttpServer;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * What kube-state-metrics says of the pod of run-service: whether it is ready, as a kubelet finds
 * out. Asked anew for each scrape.
 */
final class Readiness implements AutoCloseable {
  private final HttpServer server;

  /** Starts to listen on any free port. */
  Readiness(Stack stack) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/metrics",
        exchange -> {
          int ready = stack.api().send("GET", "/q/health/ready", null).status() == 200 ? 1 : 0;
          byte[] text = said(ready).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, text.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(text);
          }
        });
    server.start();
  }

  private static String said(int ready) {
    String line =
        "kube_pod_status_ready{namespace=\"assay\",pod=\"run-service-0\",condition=\"%s\"} %d\n";
    return "# TYPE kube_pod_status_ready gauge\n"
        + line.formatted("true", ready)
        + line.formatted("false", 1 - ready);
  }

  /** As {@code host:port}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
