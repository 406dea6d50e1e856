package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view, light and dark, on a phone and on a desk: open to everybody by the rules of axe, and
 * no wider than the screen. Some minutes, so with {@code -Dassay.page.all=true} only; with {@code
 * -Dassay.docs.write=true} it also takes the pictures of the documentation.
 */
@EnabledIfSystemProperty(named = "assay.page.all", matches = "true")
class ScreensTest extends Browsing {
  private static final Path PICTURES = Path.of("..", "docs", "page");
  private static final Map<String, String> EMPTY =
      Map.of(
          "empty skills", "/skills",
          "empty home", "/",
          "empty runs", "/runs",
          "empty compare", "/compare",
          "empty evaluations", "/evaluations",
          "empty datasets", "/datasets",
          "empty traffic", "/traffic",
          "empty review", "/traffic/review",
          "empty launch", "/launch");

  private static Scenes scenes;

  /** A theme and a size of the screen. */
  private record Screen(String theme, int width, int height) {
    Browser.NewContextOptions options() {
      return new Browser.NewContextOptions()
          .setViewportSize(width, height)
          .setLocale("en-GB")
          .setColorScheme(ColorScheme.valueOf(theme.toUpperCase(Locale.ROOT)));
    }
  }

  @BeforeAll
  static void fill() {
    scenes = Scenes.in(stack);
  }

  @ParameterizedTest
  @CsvSource({"light,1440,900", "dark,1440,900", "light,375,812", "dark,375,812"})
  void shouldBeOpenToEverybody(String theme, int width, int height) {
    Screen screen = new Screen(theme, width, height);
    try (Visit visit = visit(screen, stack.key())) {
      // When, then: while a run goes on, afterwards, and where nothing is
      String running = scenes.underWay();
      look(visit, screen, "runs", "/runs", true);
      look(visit, screen, "home", "/", true);
      look(visit, screen, "live", "/runs/" + running, true);
      // It may have ended by itself.
      api.send("POST", "/v1/runs/" + running + "/cancel", null);
      api.awaitEnd(running);
      scenes.views().forEach((name, address) -> look(visit, screen, name, address, true));
      scenes.more().forEach((name, address) -> look(visit, screen, name, address, false));
      visit.isSound();
    }
    try (Visit visit = visit(screen, scenes.emptyWorkspace())) {
      EMPTY.forEach((name, address) -> look(visit, screen, name, address, false));
      visit.isSound();
    }
  }

  private static Visit visit(Screen screen, String key) {
    return Visit.signedIn(chromium.browser(), stack.url(), key, screen.options());
  }

  private static void look(
      Visit visit, Screen screen, String name, String address, boolean picture) {
    Page page = visit.page();
    visit.open(address);
    visit.live();
    page.locator("h1, h2").first().waitFor();
    visit.settles();
    if (picture && Boolean.getBoolean("assay.docs.write")) {
      byte[] taken =
          page.screenshot(
              new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
      String file = "%s-%s-%d.png".formatted(name, screen.theme(), screen.width());
      Picture.write(taken, PICTURES.resolve(file));
    }
    List<Rule> broken = new AxeBuilder(page).analyze().getViolations();
    assertThat(broken).as("%s in %s: %s", name, screen, said(broken)).isEmpty();
    assertThat(sideways(page)).as("%s scrolls sideways in %s", name, screen).isZero();
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
}
