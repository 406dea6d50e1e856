package dev.assay.run.results.stream;

import static org.awaitility.Awaitility.await;

import dev.assay.common.json.Json;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Reads a stream as a browser would, and keeps everything that came. */
final class SseReader implements AutoCloseable {
  /** An event or, with a null name, a comment. */
  record Event(String id, String name, String data, String comment) {
    long number() {
      return Long.parseLong(id);
    }

    String field(String name) {
      try {
        return Json.mapper().readTree(data).at(name).asText();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> response;
  private volatile boolean ended;

  private SseReader(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /** Opens a stream with the admin key and waits for its headers. */
  static SseReader open(String path, String... headers) {
    return openAs(RunServiceResources.ADMIN_KEY, path, headers);
  }

  /** Opens a stream with a key and waits for its headers. */
  static SseReader openAs(String key, String path, String... headers) {
    return openWith("Authorization", "Bearer " + key, path, headers);
  }

  /** Opens a stream with what a header shows and waits for its headers. */
  static SseReader openWith(String name, String value, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
            .header(name, value)
            .header("Accept", "text/event-stream");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      SseReader reader =
          new SseReader(
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .build()
                  .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
      Thread thread = new Thread(reader::read, "sse-reader");
      thread.setDaemon(true);
      thread.start();
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = null;
      String name = null;
      StringBuilder data = new StringBuilder();
      String comment = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (name != null || comment != null || data.length() > 0) {
            events.add(new Event(id, name, data.toString(), comment));
          }
          id = null;
          name = null;
          comment = null;
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comment = line.substring(1).trim();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).trim();
        } else if (line.startsWith("event:")) {
          name = line.substring(6).trim();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).trim());
        }
      }
    } catch (IOException e) {
      // Closed by the test, or by the server in the middle: what came until then counts.
      ended = true;
    }
    ended = true;
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  List<Event> all() {
    return List.copyOf(events);
  }

  /** Events of the log, in the order they came. */
  List<Event> stored() {
    return events.stream()
        .filter(event -> event.id() != null)
        .filter(event -> !List.of("run.snapshot", "resync").contains(event.name()))
        .toList();
  }

  List<Long> numbers() {
    return stored().stream().map(Event::number).toList();
  }

  void awaitAny(Predicate<Event> wanted) {
    await().atMost(Lab.LONG).until(() -> events.stream().anyMatch(wanted));
  }

  void awaitEnd() {
    await().atMost(Lab.LONG).until(() -> ended);
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
