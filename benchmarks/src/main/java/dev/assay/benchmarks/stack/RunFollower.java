package dev.assay.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.status.RunStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Reads a run again and again until it has ended, few times enough not to be load itself. */
public final class RunFollower {
  private static final long EVERY_MS = 100;

  private final JsonHttp api;
  private final ScheduledExecutorService timer;

  /**
   * @param api of the server
   * @param timer that looks every tenth of a second
   */
  public RunFollower(JsonHttp api, ScheduledExecutorService timer) {
    this.api = api;
    this.timer = timer;
  }

  /**
   * The run when it has ended. One that takes longer than the limit is cancelled.
   *
   * @throws IllegalStateException when it does not even end then
   */
  public JsonNode ended(String id, Duration limit) {
    long patience = System.nanoTime() + limit.toNanos();
    CompletableFuture<JsonNode> end = new CompletableFuture<>();
    boolean[] cancelled = {false};
    ScheduledFuture<?> poll =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                JsonNode run = api.get("/v1/runs/" + id);
                if (status(run).isTerminal()) {
                  end.complete(run);
                } else if (!cancelled[0] && System.nanoTime() > patience) {
                  cancelled[0] = true;
                  JsonNode unused =
                      api.post("/v1/runs/" + id + "/cancel", JsonNodeFactory.instance.objectNode());
                }
              } catch (RuntimeException e) {
                end.completeExceptionally(e);
              }
            },
            EVERY_MS,
            EVERY_MS,
            TimeUnit.MILLISECONDS);
    try {
      return end.orTimeout(limit.toSeconds() + 60, TimeUnit.SECONDS).join();
    } finally {
      poll.cancel(false);
    }
  }

  private static RunStatus status(JsonNode run) {
    return RunStatus.valueOf(run.get("status").asText().toUpperCase(Locale.ROOT));
  }
}
