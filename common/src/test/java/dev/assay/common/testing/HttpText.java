package dev.assay.common.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** Plain requests to a server of the test, from the test's own thread. */
public final class HttpText {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpText() {}

  /** The body of the answer, whatever its status; fails when there is none within 30 s. */
  public static String ask(String method, int port, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .orTimeout(240, TimeUnit.SECONDS)
        .thenApply(HttpResponse::body)
        .join();
  }
}
