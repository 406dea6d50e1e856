package dev.assay.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.cli.Console;
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

/** Follows a run to its end, showing progress, through restarts of the server. */
final class RunWatcher {
  private static final Duration TICK = Duration.ofMillis(250);

  /** Events may be missed for good only by an error of the server; a look now and then heals it. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ApiClient client;
  private final Console console;

  RunWatcher(ApiClient client, Console console) {
    this.client = client;
    this.console = console;
  }

  /**
   * Waits for the end.
   *
   * @param id of the run
   * @return the run at its end
   * @throws UnreachableException when the server stays away for minutes
   */
  RunView follow(String id) throws InterruptedException {
    Progress progress = Progress.NONE;
    long lastLook = System.nanoTime();
    long lastWord = System.nanoTime();
    try (EventStream events = new EventStream(client, "/v1/runs/" + id + "/events");
        ProgressLine line = new ProgressLine(console)) {
      while (true) {
        SseEvent event = events.poll(TICK);
        boolean look = events.isEnded() || since(lastLook).compareTo(LOOK) > 0;
        if (event != null) {
          lastWord = System.nanoTime();
          JsonNode data = read(event.data());
          progress = note(event, data, progress, line);
          look |= RunView.isTerminal(progress.status()) || event.type().equals("resync");
        }
        if (look) {
          lastLook = System.nanoTime();
          RunView run = look(id, since(lastWord));
          if (run != null) {
            lastWord = System.nanoTime();
            progress = progress.with(run.json());
            if (run.isTerminal()) {
              return run;
            }
          }
        }
        line.show(progress);
      }
    }
  }

  private static Progress note(
      SseEvent event, JsonNode data, Progress progress, ProgressLine line) {
    switch (event.type()) {
      case "run.snapshot", "run.status", "run.progress" -> {
        return progress.with(data.has("run") ? data.get("run") : data);
      }
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
    return progress;
  }

  private RunView look(String id, Duration silence) {
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
}
