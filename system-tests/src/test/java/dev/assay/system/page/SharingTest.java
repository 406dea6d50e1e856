package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Share hands out: pages that need nothing but themselves, and are open to everybody. */
class SharingTest extends Browsing {
  private static final int ITEMS = 24;
  private static final String HOSTILE =
      "</pre><img src=x onerror='window.taken=1'><script>window.taken=1</script> \u202egnp.exe"
          + " and so on".repeat(200);

  @TempDir Path folder;

  @Test
  void shouldHandOutARunAndAComparisonAsPagesOfTheirOwn() throws IOException {
    // Given two runs of the same items, the second right on most of them
    api.importDataset("page-shared", Items.lines("page-shared", ITEMS));
    String first = pushed("old", 0, 8);
    String second = pushed("new", 4, ITEMS);

    try (Visit visit = visit()) {
      // When
      visit.open("/compare?runs=" + first + "," + second);
      Path comparison = shared(visit);
      visit.open("/runs/" + second);
      Path run = shared(visit);
      visit.isSound();

      // Then
      assertThat(Files.readString(comparison))
          .contains("new answers 50.0 points more items right than old", "20 items decide")
          .contains("Got worse: 4", "Got better: 16");
      for (Path page : List.of(comparison, run)) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          isOpenToEverybody(page, theme, 375);
          isOpenToEverybody(page, theme, 1440);
        }
      }
    }
  }

  /** The page that Share offers, as the browser stored it. */
  private Path shared(Visit visit) {
    visit.button("Share").click();
    Locator offered =
        visit
            .page()
            .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("One page (HTML)"));
    Download download = visit.page().waitForDownload(offered::click);
    Path file = folder.resolve(download.suggestedFilename());
    download.saveAs(file);
    return file;
  }

  /** Without a network, and without a word of the browser about what it had to refuse. */
  private static void isOpenToEverybody(Path file, ColorScheme theme, int width) {
    List<String> refused = new CopyOnWriteArrayList<>();
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setOffline(true)
                    .setColorScheme(theme)
                    .setViewportSize(width, 900))) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> refused.add(message.text()));
      page.onPageError(refused::add);
      page.onRequest(
          asked -> {
            if (!asked.url().equals(file.toUri().toString())) {
              refused.add(asked.url());
            }
          });
      page.navigate(file.toUri().toString());
      List<Rule> broken = new AxeBuilder(page).analyze().getViolations();
      String where = "%s %s %d".formatted(file.getFileName(), theme, width);
      assertThat(broken).as("%s: %s", where, said(broken)).isEmpty();
      assertThat(page.evaluate("() => window.taken")).as(where).isNull();
      assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
          .as("%s scrolls sideways", where)
          .isEqualTo(true);
      assertThat(refused).as(where).isEmpty();
    }
  }

  private static String said(List<Rule> broken) {
    return broken.stream()
        .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
        .toList()
        .toString();
  }

  /** A run whose answers are right from one item up to another, and hostile elsewhere. */
  private static String pushed(String alias, int from, int to) {
    ObjectNode launch =
        Items.launch("page-shared", "simulated", 1).put("name", "page-shared").put("alias", alias);
    launch.set("target", Api.object().put("push", true));
    String run = api.launch(launch);
    ObjectNode batch = Api.object();
    for (int i = 1; i <= ITEMS; i++) {
      boolean right = i > from && i <= to;
      batch
          .withArray("results")
          .addObject()
          .put("item_id", "page-shared-" + i)
          .put("output", right ? Items.expected("page-shared", i) : HOSTILE)
          .put("latency_ms", 200 + 10 * i);
    }
    api.ask("POST", "/v1/runs/" + run + "/results", batch);
    api.awaitEnd(run);
    return run;
  }
}
