package dev.assay.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.json.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Blocking calls to one server with one key. Safe to use from several threads. */
public final class ApiClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);
  private static final Duration TRANSFER_LIMIT = Duration.ofMinutes(30);
  private static final int TRIES = 3;

  private final URI base;
  private final String key;
  private HttpClient http;

  /**
   * @param base such as {@code http://127.0.0.1:7400}
   * @param key API key, null to send none
   */
  public ApiClient(URI base, String key) {
    this.base = URI.create(base.toString().replaceAll("/+$", ""));
    this.key = key;
  }

  /** The server. */
  public URI base() {
    return base;
  }

  /**
   * One part of a path or query, percent-encoded.
   *
   * @param part raw
   */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * @param path from {@code /v1} on
   * @throws ApiException when the server refuses
   * @throws UnreachableException when no answer comes
   */
  public JsonNode get(String path) {
    try (Reading reading = new Reading(URI.create(base + path), key)) {
      byte[] answer = reading.answer(CONNECT_LIMIT, ANSWER_LIMIT);
      if (reading.status() >= 300) {
        throw problem(reading.status(), answer);
      }
      return understood(answer);
    } catch (IOException e) {
      throw new UnreachableException(base, e);
    }
  }

  /**
   * All that a list has, page by page.
   *
   * @param path of the list, without a query
   */
  public List<JsonNode> all(String path) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page =
          get(path + "?limit=200" + (cursor == null ? "" : "&cursor=" + encode(cursor)));
      page.path("data").forEach(all::add);
      cursor = page.hasNonNull("next_cursor") ? page.get("next_cursor").asText() : null;
    } while (cursor != null);
    return all;
  }

  /**
   * Sends a body to be created or acted on. Sent again with the same idempotency key when the
   * connection is cut, so that it takes effect once.
   *
   * @param body JSON, or a missing node for none
   */
  public JsonNode post(String path, JsonNode body) {
    HttpRequest request =
        request(path, ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(publisher(body))
            .build();
    return again(request);
  }

  private JsonNode again(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return json(request);
      } catch (UnreachableException e) {
        if (attempt == TRIES || e.getCause() instanceof java.net.ConnectException) {
          throw e;
        }
      }
    }
  }

  /**
   * Sends records that count once each: sent again when the connection is cut.
   *
   * @param body as it goes over the wire
   * @param contentType of the body
   */
  public JsonNode send(String path, byte[] body, String contentType) {
    HttpRequest request =
        request(path, TRANSFER_LIMIT)
            .header("Content-Type", contentType)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return again(request);
  }

  /** Creates or replaces. */
  public JsonNode put(String path, JsonNode body) {
    return json(
        request(path, ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .PUT(publisher(body))
            .build());
  }

  /** Deletes. */
  public JsonNode delete(String path) {
    return json(request(path, ANSWER_LIMIT).DELETE().build());
  }

  /**
   * Streams a file to the server.
   *
   * @param contentType of the file
   * @param gzip true when the file is compressed
   * @throws UncheckedIOException when there is no such file
   */
  public JsonNode upload(String path, Path file, String contentType, boolean gzip) {
    try {
      HttpRequest.Builder request =
          request(path, TRANSFER_LIMIT)
              .header("Content-Type", contentType)
              .POST(BodyPublishers.ofFile(file));
      return json((gzip ? request.header("Content-Encoding", "gzip") : request).build());
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Streams an answer somewhere.
   *
   * @return bytes written
   */
  public long download(String path, OutputStream target) {
    HttpResponse<InputStream> response =
        send(request(path, TRANSFER_LIMIT).GET().build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() >= 300) {
        throw problem(response.statusCode(), body.readAllBytes());
      }
      boolean page =
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
      if (page && response.headers().firstValue("Content-Disposition").isEmpty()) {
        throw somebodyElse();
      }
      return body.transferTo(target);
    } catch (IOException e) {
      throw new UnreachableException(base, e);
    }
  }

  /**
   * Opens a stream of events. Has no time limit; the caller closes the body.
   *
   * @param lastEventId continue after this one, null to begin
   */
  HttpResponse<InputStream> open(String path, String lastEventId) {
    HttpRequest.Builder request = request(path, null).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return send(request.GET().build(), BodyHandlers.ofInputStream());
  }

  static ApiException problem(int status, byte[] body) {
    return new ApiException(status, parse(body));
  }

  private JsonNode json(HttpRequest request) {
    HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw problem(response.statusCode(), response.body());
    }
    return understood(response.body());
  }

  /** A success whose body is not JSON comes from somebody else, such as a proxy's login page. */
  private JsonNode understood(byte[] body) {
    JsonNode node = parse(body);
    if (node.isMissingNode() && !new String(body, StandardCharsets.UTF_8).isBlank()) {
      throw somebodyElse();
    }
    return node;
  }

  private UnreachableException somebodyElse() {
    return new UnreachableException(
        base, new ProtocolException("something else answers there, and not with JSON"));
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http().send(request, handler);
    } catch (IOException e) {
      throw new UnreachableException(base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(base, e);
    }
  }

  /** Made when something is sent or streamed: what only reads ends sooner without it. */
  private synchronized HttpClient http() {
    if (http == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_LIMIT);
      if ("http".equalsIgnoreCase(base.getScheme())) {
        builder.sslContext(NoTls.context()).sslParameters(NoTls.parameters());
      }
      http = builder.build();
    }
    return http;
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (limit != null) {
      request.timeout(limit);
    }
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private static BodyPublisher publisher(JsonNode body) {
    try {
      return body.isMissingNode()
          ? BodyPublishers.ofString("{}")
          : BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode node = Json.mapper().readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      // A proxy's HTML page, for instance: the status says enough.
      return MissingNode.getInstance();
    }
  }
}
