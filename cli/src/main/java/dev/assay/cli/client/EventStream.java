package dev.assay.cli.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events of one run. A cut stream is opened again after the last stored event, so that each stored
 * event arrives once, in order.
 */
public final class EventStream implements AutoCloseable {
  private static final int QUEUE = 1_000;
  private static final long FIRST_WAIT_MILLIS = 250;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /** The server sends a comment after 15 s of silence; three missed ones mean it is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  /** Stands behind the last event when the server refuses to go on. */
  private static final SseEvent REFUSED = new SseEvent(null, "refused", "");

  private final ApiClient client;
  private final String path;
  private final BlockingQueue<SseEvent> events = new LinkedBlockingQueue<>(QUEUE);
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong lastSign = new AtomicLong(System.nanoTime());

  private volatile String lastId;
  private volatile InputStream body;
  private volatile boolean ended;
  private volatile boolean closed;
  private volatile RuntimeException refusal;
  private long wait = FIRST_WAIT_MILLIS;

  /**
   * Opens the stream in the background.
   *
   * @param client of the server
   * @param path of the stream
   */
  public EventStream(ApiClient client, String path) {
    this.client = client;
    this.path = path;
    threads.execute(this::read);
    var unused =
        threads.scheduleWithFixedDelay(this::watch, SILENCE.toSeconds(), 5, TimeUnit.SECONDS);
  }

  /**
   * The next event.
   *
   * @param limit how long to wait for it
   * @return null when none came in time
   * @throws ApiException when the server refuses the stream
   */
  public SseEvent poll(Duration limit) throws InterruptedException {
    SseEvent event = events.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (event == REFUSED) {
      throw refusal;
    }
    return event;
  }

  /** True when the server has said that nothing more comes, and all was taken. */
  public boolean isEnded() {
    return ended && events.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    closeBody();
  }

  private void read() {
    try {
      HttpResponse<InputStream> response = client.open(path, lastId);
      try (InputStream in = new BufferedInputStream(response.body())) {
        body = in;
        lastSign.set(System.nanoTime());
        if (response.statusCode() == 204) {
          ended = true;
          return;
        }
        if (response.statusCode() >= 300) {
          refused(response.statusCode(), in);
          return;
        }
        take(new SseParser(in));
      }
    } catch (UnreachableException | IOException e) {
      // A cut is ordinary: go on after the last event that was seen.
      wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    again();
  }

  private void take(SseParser parser) throws IOException, InterruptedException {
    Runnable alive = () -> lastSign.set(System.nanoTime());
    for (SseEvent event = parser.next(alive); event != null; event = parser.next(alive)) {
      wait = parser.retryMillis().orElse(FIRST_WAIT_MILLIS);
      events.put(event);
      lastId = event.id() == null ? lastId : event.id();
    }
  }

  private void refused(int status, InputStream in) throws IOException, InterruptedException {
    ApiException problem = ApiClient.problem(status, in.readAllBytes());
    if (status >= 500 || status == 429) {
      wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
      again();
    } else {
      refusal = problem;
      events.put(REFUSED);
    }
  }

  private void again() {
    if (!closed) {
      var unused =
          threads.schedule(this::read, Math.min(wait, LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
    }
  }

  private void watch() {
    if (System.nanoTime() - lastSign.get() > SILENCE.toNanos()) {
      closeBody();
    }
  }

  private void closeBody() {
    InputStream open = body;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      // It was about to be thrown away.
      body = null;
    }
  }
}
