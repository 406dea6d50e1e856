package dev.assay.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Blocking requests to one server that answers in JSON. */
public final class JsonHttp {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String key;

  /**
   * @param base scheme, host and port
   * @param key sent as bearer token, null for none
   */
  public JsonHttp(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** The server. */
  public URI base() {
    return base;
  }

  /** Reads. */
  public JsonNode get(String path) {
    return send("GET", path, "application/json", "");
  }

  /** Sends JSON. */
  public JsonNode post(String path, JsonNode body) {
    return send("POST", path, "application/json", body.toString());
  }

  /** Creates or replaces. */
  public JsonNode put(String path, JsonNode body) {
    return send("PUT", path, "application/json", body.toString());
  }

  /** Sends lines of JSON. */
  public JsonNode upload(String path, String jsonLines) {
    return send("POST", path, "application/x-ndjson", jsonLines);
  }

  /**
   * @throws IllegalStateException when the server refuses, with what it said
   */
  private JsonNode send(String method, String path, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LIMIT)
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            method
                + " "
                + path
                + " was answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
