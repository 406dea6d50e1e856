package dev.assay.system.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How the page keeps up with runs of 50,000 units: frames a second, heap, time to the first view.
 * More than ten minutes of a machine that does nothing else, so with {@code
 * -Dassay.page.measure=true} only. It prints numbers and promises none.
 */
@EnabledIfSystemProperty(named = "assay.page.measure", matches = "true")
class MeasureTest extends Browsing {
  private static final int UNITS = 50_000;
  private static final int CONCURRENCY = 256;
  private static final Duration WHOLE = Duration.ofMinutes(10);
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int OPENINGS = 7;

  private static final String RECORD =
      """
      () => {
        window.seconds = [];
        let frames = 0, worst = 0, last = performance.now(), begun = last;
        const tick = now => {
          frames++;
          worst = Math.max(worst, now - last);
          last = now;
          if (now - begun >= 1000) {
            window.seconds.push([1000 * frames / (now - begun), worst]);
            frames = 0; worst = 0; begun = now;
          }
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }
      """;

  /** Usable is: the title is there, and nothing is loading any more. */
  private static final String STOPWATCH =
      """
      window.moved = 0;
      window.movers = [];
      const named = ({node, previousRect: a, currentRect: b}) =>
          `${node?.nodeName} ${node?.className ?? ''} ${Math.round(b.x - a.x)},${Math.round(b.y - a.y)}`;
      new PerformanceObserver(list => list.getEntries().forEach(e => {
        window.moved += e.value;
        e.sources.forEach(source => window.movers.push(named(source)));
      })).observe({type: 'layout-shift', buffered: true});
      const look = () => {
        const loading = '[aria-busy=true], .mantine-Skeleton-root';
        if (document.querySelector('h1') && !document.querySelector(loading)) {
          window.usable = performance.now();
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
      """;

  @Test
  void shouldSayHowFastTheFirstViewIs() {
    String goesOn = somethingToSee();
    for (boolean cold : new boolean[] {true, false}) {
      List<Double> times = new ArrayList<>();
      double moved = 0;
      Set<String> movers = new TreeSet<>();
      try (Visit warm = visit()) {
        warm.page().addInitScript(STOPWATCH);
        for (int i = 0; i < OPENINGS; i++) {
          if (cold) {
            forget(warm.page());
          }
          warm.open("/");
          warm.page().waitForFunction("() => window.usable > 0");
          times.add(number(warm.page(), "window.usable"));
          warm.settles();
          moved = Math.max(moved, number(warm.page(), "window.moved"));
          movers.add((String) warm.page().evaluate("window.movers.join('; ')"));
        }
      }
      say(
          "first view, %s: median %.0f ms, worst %.0f ms; layout moved by %.3f %s",
          cold ? "nothing cached" : "scripts cached", at(times, 0.5), at(times, 1), moved, movers);
    }
    api.ask("POST", "/v1/runs/" + goesOn + "/cancel", null);
    api.awaitEnd(goesOn, LIMIT);
  }

  /** Two runs that have ended and can be compared, and one that goes on, which it names. */
  private static String somethingToSee() {
    api.importDataset("page-first", Items.lines("page-first", 300));
    simulated("page-first", Api.object().put("seed", 1).put("error_rate", 0.2));
    for (int i = 0; i < 2; i++) {
      api.awaitEnd(api.launch(Items.launch("page-first", "page-first", 64)), LIMIT);
    }
    simulated("page-slow", Api.object().put("latency", 3_000));
    return api.launch(Items.launch("page-first", "page-slow", 1));
  }

  private static void simulated(String name, ObjectNode options) {
    ObjectNode provider = Api.object().put("kind", "simulated");
    provider.set("options", options);
    api.ask("PUT", "/v1/providers/" + name, provider);
  }

  @Test
  void shouldSayHowItKeepsUpWithLargeRuns() {
    api.importDataset("page-large", Items.lines("page-large", UNITS));
    simulated("page-large", Api.object().put("seed", 1).put("error_rate", 0.1));
    try (Visit visit = visit()) {
      // The view of one run, with its numbers and its items.
      String run = launch();
      visit.open("/runs/" + run);
      visit.live();
      visit.page().locator("canvas").first().waitFor();
      measured(visit.page(), "run view", () -> follow(run));

      // The board, while one run comes after the other.
      visit.open("/runs");
      visit.live();
      Instant end = Instant.now().plus(WHOLE);
      int[] runs = {0};
      measured(
          visit.page(),
          "board",
          () -> {
            do {
              follow(launch());
              runs[0]++;
              say("heap after run %d: %.1f MB", runs[0], heap(visit.page()));
            } while (Instant.now().isBefore(end));
          });
      visit.isSound();
    }
  }

  private static String launch() {
    return api.launch(Items.launch("page-large", "page-large", CONCURRENCY));
  }

  private static void follow(String run) {
    JsonNode summary = api.awaitEnd(run, LIMIT).path("summary");
    double seconds = summary.path("duration_ms").asDouble() / 1000;
    say("%d units in %.1f s: %.0f a second", UNITS, seconds, UNITS / seconds);
  }

  private static void measured(Page page, String what, Runnable work) {
    page.evaluate(RECORD);
    double begin = heap(page);
    work.run();
    List<Double> rates = new ArrayList<>();
    List<Double> gaps = new ArrayList<>();
    for (Object second : (List<?>) page.evaluate("() => window.seconds")) {
      List<?> numbers = (List<?>) second;
      rates.add(((Number) numbers.get(0)).doubleValue());
      gaps.add(((Number) numbers.get(1)).doubleValue());
    }
    say(
        "%s, %d seconds: median %.1f frames a second, a hundredth below %.1f, worst second %.1f,"
            + " longest frame %.0f ms; heap %.1f MB before, %.1f MB after",
        what,
        rates.size(),
        at(rates, 0.5),
        at(rates, 0.01),
        at(rates, 0),
        at(gaps, 1),
        begin,
        heap(page));
  }

  /** What is really held, in megabytes: after collecting what is not. */
  private static double heap(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("HeapProfiler.collectGarbage");
    double used = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    session.detach();
    return used / 1_000_000;
  }

  private static void forget(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("Network.clearBrowserCache");
    session.detach();
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate("() => " + expression)).doubleValue();
  }

  private static double at(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  private static void say(String text, Object... values) {
    System.out.println("page: " + String.format(Locale.ROOT, text, values));
  }
}
