package dev.assay.benchmarks.judged;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.benchmarks.report.Times;
import dev.assay.benchmarks.stack.JsonHttp;
import dev.assay.common.status.RunStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a client sees that reads the items of a run again and again. A time is from the beginning of
 * the last look that did not show the answer to the end of the first that showed the score: it is
 * never too short, and at most two looks too long.
 *
 * @param plain of the scorer that asks nobody
 * @param judged of the scorer that asks
 * @param lookMs mean time from one look to the next
 */
record Sightings(Times plain, Times judged, double lookMs) {
  /** The key of the scorer that asks nobody. */
  static final String PLAIN = "exact_match";

  /** The key of the scorer that asks. */
  static final String JUDGED = "helpful";

  private static final long PAUSE_MS = 25;

  /**
   * Looks at a run until it has ended.
   *
   * @param items how many it has; they are read as one page
   * @throws IllegalStateException when the run does not come to a score of every item
   */
  static Sightings of(JsonHttp api, String run, int items)
      throws InterruptedException, ExecutionException {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Watch watch = new Watch(api, run, items);
      boolean ended = false;
      while (!ended) {
        Callable<Boolean> look = watch::look;
        ended = timer.schedule(look, PAUSE_MS, TimeUnit.MILLISECONDS).get();
      }
      return new Sightings(
          times(watch.known, PLAIN, items), times(watch.known, JUDGED, items), mean(watch.looks));
    } finally {
      timer.shutdownNow();
    }
  }

  private static final class Item {
    private double unanswered;
    private boolean answered;
    private final Map<String, Double> after = new HashMap<>();
  }

  /** What was seen so far. */
  private static final class Watch {
    private final Map<Integer, Item> known = new HashMap<>();
    private final List<Double> looks = new ArrayList<>();
    private final long start = System.nanoTime();
    private final JsonHttp api;
    private final String run;
    private final int items;

    private Watch(JsonHttp api, String run, int items) {
      this.api = api;
      this.run = run;
      this.items = items;
    }

    /** Looks once; true when the run has ended. */
    private boolean look() {
      // Before the items: when the run has ended, they show everything.
      boolean ended = status(api, run).isTerminal();
      double begun = millis(start);
      JsonNode page = api.get("/v1/runs/" + run + "/items?limit=" + items);
      double done = millis(start);
      looks.add(begun);
      page.path("data").forEach(item -> look(item, begun, done));
      return ended;
    }

    private void look(JsonNode json, double begun, double done) {
      Item item = known.computeIfAbsent(json.path("position").asInt(), p -> new Item());
      item.answered |= json.hasNonNull("latency_ms");
      if (!item.answered) {
        item.unanswered = begun;
        return;
      }
      for (String key : List.of(PLAIN, JUDGED)) {
        if (json.path("scores").path(key).has("status")) {
          item.after.putIfAbsent(key, done - item.unanswered);
        }
      }
    }
  }

  private static Times times(Map<Integer, Item> known, String key, int items) {
    List<Double> times =
        known.values().stream().map(i -> i.after.get(key)).filter(t -> t != null).toList();
    if (times.size() != items) {
      throw new IllegalStateException(
          "Only " + times.size() + " of " + items + " items have a score of " + key + ".");
    }
    return new Times(times);
  }

  private static double mean(List<Double> looks) {
    double span = looks.get(looks.size() - 1) - looks.get(0);
    OptionalDouble mean =
        looks.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(span / (looks.size() - 1));
    return mean.orElse(0);
  }

  private static RunStatus status(JsonHttp api, String run) {
    String status = api.get("/v1/runs/" + run).get("status").asText();
    return RunStatus.valueOf(status.toUpperCase(Locale.ROOT));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }
}
