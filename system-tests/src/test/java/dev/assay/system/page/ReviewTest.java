package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Launching, cancelling, and going through what failed by keys alone. */
@ExtendWith(SharedStack.class)
class ReviewTest {
  private static final Duration END = Duration.ofSeconds(120);
  private static final String VACUOUS =
      """
      name: page gate
      target: {provider: simulated, model: any}
      dataset: page-gate
      scorers: [{id: exact_match, threshold: 1}]
      gate: [{type: pass_rate, min: 0}]
      """;

  private static Chromium chromium;
  private static Stack stack;
  private static Api api;

  @BeforeAll
  static void open(Stack shared) {
    chromium = Chromium.start();
    stack = shared;
    api = shared.api();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Visit visit() {
    return Visit.signedIn(chromium.browser(), stack.url(), stack.key());
  }

  @Test
  void shouldWarnOfAGateThatNothingCanFailAndLaunchAllTheSame() {
    // Given
    api.importDataset("page-gate", Items.lines("page-gate", 12));

    try (Visit visit = visit()) {
      // When
      visit.open("/launch");
      visit.tab("YAML").click();
      visit.page().getByLabel("The launch as YAML").fill(VACUOUS);

      // Then
      visit.sees("This gate proves nothing");
      visit.button("Launch").last().click();
      visit.page().waitForURL("**/runs/*-*");
      visit.isSound();
    }
    await()
        .atMost(END)
        .until(() -> !api.ask("GET", "/v1/runs?dataset=page-gate", null).path("data").isEmpty());
  }

  @Test
  void shouldCancelFromTheBoardWhileTheGridFills() {
    // Given
    api.importDataset("page-slow", Items.lines("page-slow", 300));
    ObjectNode provider = Api.object().put("kind", "simulated");
    provider.set("options", Api.object().put("seed", 2).put("latency", 600));
    api.ask("PUT", "/v1/providers/page-slow", provider);
    String run = api.launch(Items.launch("page-slow", "page-slow", 6).put("name", "page slow"));

    try (Visit visit = visit()) {
      visit.open("/runs");
      // The words of the grid count what has settled, without the page being loaded again.
      visit.page().waitForFunction(GRID_HAS_PASSED);

      // When
      visit.button("Cancel").first().click();
      visit.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last().click();

      // Then
      JsonNode ended = api.awaitEnd(run, END);
      assertThat(ended.path("status").asText()).isEqualTo("cancelled");
      visit.sees("cancelled");
      visit.isSound();
    }
  }

  private static final String GRID_HAS_PASSED =
      "() => [...document.querySelectorAll('canvas')].some(c => /[1-9][0-9]* passed/.test(c.ariaLabel))";

  @Test
  void shouldGoThroughFailuresAndLabelThemByKeys() {
    // Given
    String run = judged();

    try (Visit visit = visit()) {
      visit.open("/runs/" + run + "/items/1");
      visit.heading("Answer").waitFor();

      // When
      for (int labelled = 1; labelled <= 3; labelled++) {
        String before = visit.page().url();
        visit.page().keyboard().press(labelled == 1 ? "y" : "x");
        int wanted = labelled;
        await().atMost(END).until(() -> labels(run) == wanted);
        visit.page().keyboard().press("j");
        visit.page().waitForURL(url -> !url.equals(before), new Page.WaitForURLOptions());
        visit.heading("Answer").waitFor();
      }

      // Then
      visit.isSound();
    }
  }

  private static int labels(String run) {
    return api.ask("GET", "/v1/runs/" + run + "/labels", null).path("data").size();
  }

  private static String judged() {
    api.importDataset("page-judged", Items.lines("page-judged", 8));
    ObjectNode launch = Items.launch("page-judged", "simulated", 4).put("name", "page judged");
    launch
        .putArray("scorers")
        .addObject()
        .put("id", "llm_judge")
        .put("key", "helpful")
        .put("criteria", "Says what was asked for.")
        .put("threshold", 0.7);
    launch.putObject("judge").put("provider", "simulated").put("model", "any");
    String run = api.launch(launch);
    api.awaitEnd(run, END);
    return run;
  }
}
