package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view, light and dark, on a phone and on a desk: open to everybody by the rules of axe. Some
 * minutes, so with {@code -Dassay.page.all=true} only; with {@code -Dassay.docs.write=true} it also
 * takes the pictures of the documentation.
 */
@EnabledIfSystemProperty(named = "assay.page.all", matches = "true")
class ScreensTest extends Browsing {
  private static final Path PICTURES = Path.of("..", "docs", "page");

  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  @BeforeAll
  static void launch() {
    api.importDataset("capitals-long", Items.lines("capitals-long", 240));
    String first = ended(0.25);
    String second = ended(0.1);
    VIEWS.put("home", "/");
    VIEWS.put("runs", "/runs");
    VIEWS.put("launch", "/launch?dataset=capitals-long");
    VIEWS.put("run", "/runs/" + second);
    VIEWS.put("item", "/runs/" + second + "/items/3");
    VIEWS.put("compare", "/compare?runs=" + first + "," + second + "&baseline=" + first);
    VIEWS.put("evaluations", "/evaluations");
    VIEWS.put("datasets", "/datasets");
    VIEWS.put("dataset", "/datasets/capitals-long");
    VIEWS.put("scorers", "/scorers");
    VIEWS.put("providers", "/providers");
    VIEWS.put("settings", "/settings");
  }

  private static String ended(double errors) {
    ObjectNode provider = Api.object().put("kind", "simulated");
    provider.set("options", Api.object().put("seed", 3).put("error_rate", errors));
    api.ask("PUT", "/v1/providers/capitals-long", provider);
    ObjectNode launch = Items.launch("capitals-long", "capitals-long", 32);
    launch.putArray("gate").addObject().put("type", "pass_rate").put("min", 0.8);
    String run = api.launch(launch.put("name", "capitals nightly"));
    api.awaitEnd(run, END);
    return run;
  }

  @ParameterizedTest
  @CsvSource({"light,1440,900", "dark,1440,900", "light,375,812", "dark,375,812"})
  void shouldBeOpenToEverybody(String theme, int width, int height) {
    try (Visit visit =
        Visit.signedIn(
            chromium.browser(),
            stack.url(),
            stack.key(),
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(ColorScheme.valueOf(theme.toUpperCase(java.util.Locale.ROOT))))) {
      VIEWS.forEach(
          (name, address) -> {
            // When
            visit.open(address);
            visit.live();
            visit.page().locator("h1, h2").first().waitFor();
            visit.settles();

            // Then
            List<Rule> broken = new AxeBuilder(visit.page()).analyze().getViolations();
            assertThat(broken).as("%s %s %d: %s", name, theme, width, said(broken)).isEmpty();
            assertThat(sideways(visit.page()))
                .as("%s scrolls sideways at %d", name, width)
                .isZero();
            if (Boolean.getBoolean("assay.docs.write")) {
              picture(visit.page(), "%s-%s-%d.png".formatted(name, theme, width));
            }
          });
      visit.isSound();
    }
  }

  private static int sideways(Page page) {
    Object over =
        page.evaluate(
            "() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)");
    return ((Number) over).intValue();
  }

  private static String said(List<Rule> broken) {
    return broken.stream()
        .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
        .toList()
        .toString();
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)));
  }
}
