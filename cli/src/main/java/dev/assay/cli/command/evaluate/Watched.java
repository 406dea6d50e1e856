package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.client.EventStream;
import dev.assay.cli.client.SseEvent;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.render.Progress;
import dev.assay.cli.render.ProgressLine;
import dev.assay.cli.render.RunView;
import dev.assay.common.json.Json;
import java.time.Duration;

/** One run that is followed, by its events and a look at it now and then. */
final class Watched implements AutoCloseable {
  /** Events may be missed for good only by an error of the server; a look now and then heals it. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ApiClient client;
  private final String id;
  private final EventStream events;
  private Progress progress = Progress.NONE;
  private long lastLook = System.nanoTime();
  private long lastWord = System.nanoTime();
  private RunView end;

  Watched(ApiClient client, String id) {
    this.client = client;
    this.id = id;
    this.events = new EventStream(client, "/v1/runs/" + id + "/events");
  }

  /** The run at its end, null before. */
  RunView end() {
    return end;
  }

  /** How far it is. */
  Progress progress() {
    return progress;
  }

  /**
   * Takes the next event, if one comes in time.
   *
   * @param limit how long to wait for it
   * @param line shows what the run says
   * @throws UnreachableException when the server stays away for minutes
   */
  void step(Duration limit, ProgressLine line) throws InterruptedException {
    SseEvent event = events.poll(limit);
    boolean look = events.isEnded() || since(lastLook).compareTo(LOOK) > 0;
    if (event != null) {
      lastWord = System.nanoTime();
      note(event, read(event.data()), line);
      look |= RunView.isTerminal(progress.status()) || event.type().equals("resync");
    }
    if (look) {
      lastLook = System.nanoTime();
      RunView run = look(since(lastWord));
      if (run != null) {
        lastWord = System.nanoTime();
        progress = progress.with(run.json());
        end = run.isTerminal() ? run : null;
      }
    }
  }

  private void note(SseEvent event, JsonNode data, ProgressLine line) {
    switch (event.type()) {
      case "run.snapshot", "run.status", "run.progress" ->
          progress = progress.with(data.has("run") ? data.get("run") : data);
      case "run.log" -> line.say(data.path("message").asText(data.path("text").asText("")));
      case "item.activity" -> {
        if (data.path("kind").asText("").equals("text")) {
          line.hear(data.path("text").asText(""));
        }
      }
      default -> {
        // Single items are for the page.
      }
    }
  }

  private RunView look(Duration silence) {
    try {
      return new RunView(client.get("/v1/runs/" + id));
    } catch (UnreachableException e) {
      if (silence.compareTo(PATIENCE) > 0) {
        throw e;
      }
      return null;
    } catch (ApiException e) {
      if (e.status() < 500 || silence.compareTo(PATIENCE) > 0) {
        throw e;
      }
      return null;
    }
  }

  private static JsonNode read(String data) {
    try {
      return Json.mapper().readTree(data);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    events.close();
  }
}
