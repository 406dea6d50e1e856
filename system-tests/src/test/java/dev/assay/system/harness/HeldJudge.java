package dev.assay.system.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A judge in OpenAI form that replies to nobody until it is let go, then with the same verdict. */
public final class HeldJudge implements AutoCloseable {
  private static final String VERDICT = "{\"reasoning\":\"It does.\",\"score\":0.75}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch free = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger replied = new AtomicInteger();

  /** Starts on a free port. */
  public HeldJudge() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::reply);
    server.start();
  }

  /** Where it is asked. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** How many questions came. */
  public int asked() {
    return asked.get();
  }

  /** How many replies it has begun to send. */
  public int replied() {
    return replied.get();
  }

  /** Replies to everybody from now on. */
  public void letGo() {
    free.countDown();
  }

  private void reply(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    asked.incrementAndGet();
    try {
      free.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("closed", e);
    }
    replied.incrementAndGet();
    var answer = Api.object().put("id", "verdict").put("model", "held");
    answer
        .putArray("choices")
        .addObject()
        .put("finish_reason", "stop")
        .set("message", Api.object().put("role", "assistant").put("content", VERDICT));
    answer.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 5);
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    threads.shutdownNow();
  }
}
