package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import org.junit.jupiter.api.Test;

/** Launching from the sheet, and cancelling from the board. */
class LaunchingTest extends Browsing {
  private static final String VACUOUS =
      """
      name: page gate
      target: {provider: simulated, model: any}
      dataset: page-gate
      scorers: [{id: exact_match, threshold: 1}]
      gate: [{type: pass_rate, min: 0}]
      """;

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
}
