package dev.assay.system.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads a run's event stream from its first event to its end, and connects again with {@code
 * Last-Event-ID} whenever the stream is cut, to one address after the other.
 */
public final class Subscriber implements AutoCloseable {
  private static final long AGAIN_MILLIS = 250;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Patience.LONG)
          .build();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<String> urls;
  private final String key;
  private final String run;
  private final int cutEvery;
  private final List<Event> events = new ArrayList<>();
  private final List<Event> passing = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private volatile boolean over;
  private volatile int connections;
  private int tries;
  private volatile InputStream open;

  /**
   * A stored event.
   *
   * @param id of the stream
   * @param type its name
   * @param data its body
   */
  public record Event(long id, String type, String data) {}

  /**
   * Starts to read.
   *
   * @param urls of run-services; the first is tried first
   * @param cutEvery cuts its own connection after so many events; 0 for never
   */
  public Subscriber(List<String> urls, String key, String run, int cutEvery) {
    this.urls = List.copyOf(urls);
    this.key = key;
    this.run = run;
    this.cutEvery = cutEvery;
    thread.execute(this::connect);
  }

  /** True once a reconnect was answered 204: there is nothing more. */
  public boolean over() {
    return over;
  }

  /** How often it connected with success. */
  public int connections() {
    return connections;
  }

  /** The stored events in the order in which they came, doubles included. */
  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** What is told but not stored, such as activity; its id is -1. */
  public List<Event> passing() {
    synchronized (events) {
      return List.copyOf(passing);
    }
  }

  /** Answers that a stream should not give. */
  public List<String> strange() {
    synchronized (events) {
      return List.copyOf(strange);
    }
  }

  private void connect() {
    String url = urls.get(tries++ % urls.size());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/runs/" + run + "/events"))
            .header("Authorization", "Bearer " + key)
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", Long.toString(last()))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        open = body;
        if (response.statusCode() == 204) {
          over = true;
          return;
        }
        if (response.statusCode() == 200) {
          connections++;
          read(body);
        } else if (response.statusCode() < 500) {
          note("status " + response.statusCode());
        }
      }
    } catch (IOException e) {
      // A cut: what this class is for.
      open = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!thread.isShutdown()) {
      var unused = thread.schedule(this::connect, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void read(InputStream body) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    long id = -1;
    String type = "";
    StringBuilder data = new StringBuilder();
    int taken = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id:")) {
        id = Long.parseLong(line.substring(3).strip());
      } else if (line.startsWith("event:")) {
        type = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        take(id, type, data.toString());
        if (cutEvery > 0 && ++taken == cutEvery) {
          return;
        }
        id = -1;
        type = "";
        data.setLength(0);
      }
    }
  }

  private void take(long id, String type, String data) {
    if (id >= 0) {
      synchronized (events) {
        events.add(new Event(id, type, data));
      }
    } else if (type.equals("resync") || type.equals("run.snapshot")) {
      note(type + " on a stream that continues");
    } else {
      synchronized (events) {
        passing.add(new Event(id, type, data));
      }
    }
  }

  private void note(String what) {
    synchronized (events) {
      strange.add(what);
    }
  }

  private long last() {
    synchronized (events) {
      return events.isEmpty() ? 0 : events.get(events.size() - 1).id();
    }
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    InputStream body = open;
    if (body != null) {
      body.close();
    }
  }
}
