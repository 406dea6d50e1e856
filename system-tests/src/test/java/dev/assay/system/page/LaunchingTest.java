package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.AriaRole;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import java.util.List;
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
        .atMost(Patience.LONG)
        .until(() -> !api.ask("GET", "/v1/runs?dataset=page-gate", null).path("data").isEmpty());
  }

  @Test
  void shouldBeginAgainWithAllThatARunDidAndSaveItUnderAName() {
    // Given
    api.importDataset("page-again", Items.lines("page-again", 12));
    ObjectNode launch = Items.launch("page-again", "simulated", 4).put("name", "page again");
    launch.putObject("dataset").put("name", "page-again").put("limit", 5);
    launch.putObject("policy").put("max_attempts", 2);
    String run = api.launch(launch);
    JsonNode said = api.ask("GET", "/v1/runs/" + run + "/definition", null);

    try (Visit visit = visit()) {
      // When
      visit.open("/launch?again=" + run);
      visit.button("Save as evaluation…").click();
      visit.page().getByRole(AriaRole.DIALOG).getByLabel("Name").fill("page-again-saved");
      visit.button("Save").last().click();
      visit.sees("page-again-saved, version 1");
      visit.page().keyboard().press("Escape");
      visit.tab("YAML").click();

      // Then
      assertThat(visit.page().getByLabel("The launch as YAML").inputValue())
          .contains("limit: 5", "max_attempts: 2");
      visit.isSound();
    }
    JsonNode saved = api.ask("GET", "/v1/evaluations/page-again-saved", null).path("definition");
    for (String part : List.of("dataset", "target", "policy", "concurrency", "order")) {
      assertThat(saved.get(part)).as(part).isNotNull().isEqualTo(said.get(part));
    }
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
      JsonNode ended = api.awaitEnd(run);
      assertThat(ended.path("status").asText()).isEqualTo("cancelled");
      visit.sees("cancelled");
      visit.isSound();
    }
  }

  private static final String GRID_HAS_PASSED =
      "() => [...document.querySelectorAll('canvas')].some(c => /[1-9][0-9]* passed/.test(c.ariaLabel))";
}
