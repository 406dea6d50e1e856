package dev.assay.run.platform.access.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Somebody who asks the service over HTTP.
 *
 * @param headers what every request of his carries
 */
record Web(Map<String, String> headers) {
  // A connection for each that asks at the same time: several event loops answer them.
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Enough for anything on a busy machine. */
  static final Duration LONG = Duration.ofMinutes(4);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who has a key. */
  static Web with(String key) {
    return new Web(Map.of("Authorization", "Bearer " + key));
  }

  /** Who has none. */
  static Web nobody() {
    return new Web(Map.of());
  }

  /** What came back. */
  record Answer(int status, String type, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(this.toString(), e);
      }
    }

    /** Fails when it is no success. */
    Answer well() {
      if (status >= 300) {
        throw new AssertionError(toString());
      }
      return this;
    }
  }

  Answer get(String address) {
    return ask("GET", address, null);
  }

  /** Sends a body as JSON; null for none. */
  Answer ask(String method, String address, Object body) {
    return ask(method, address, "application/json", body == null ? null : Operation.json(body));
  }

  /** Sends a body of a type; null for none. */
  Answer ask(String method, String address, String type, String body) {
    return ask(method, address, type, body, true);
  }

  private Answer ask(
      String method, String address, String type, String body, boolean followingStreams) {
    try {
      HttpResponse<InputStream> response =
          CLIENT.send(request(method, address, type, body), stream());
      String answered = response.headers().firstValue("Content-Type").orElse("");
      try (InputStream in = response.body()) {
        String text =
            answered.startsWith("text/event-stream")
                ? followingStreams ? firstEvent(in) : ""
                : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(response.statusCode(), answered, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How it is answered, whatever a stream has to say. */
  int status(String method, String address, Object body) {
    String text = body == null ? null : Operation.json(body);
    return ask(method, address, "application/json", text, false).status();
  }

  /** The lines of a stream that has begun; whoever reads them closes it. */
  BufferedReader follow(String address) {
    try {
      InputStream in = CLIENT.send(request("GET", address, null, null), stream()).body();
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse.BodyHandler<InputStream> stream() {
    return HttpResponse.BodyHandlers.ofInputStream();
  }

  private HttpRequest request(String method, String address, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + address))
            .timeout(LONG)
            .header("Accept", "*/*");
    headers.forEach(request::header);
    if (body == null) {
      return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", type)
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** A stream may have no end: what it says first is enough. */
  private static String firstEvent(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    StringBuilder event = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && event.indexOf("data:") >= 0) {
        break;
      }
      event.append(line).append('\n');
    }
    return event.toString();
  }
}
