package dev.assay.system.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.assay.system.harness.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system's Chromium, driven by Playwright. Without one the tests of the page are skipped with a
 * sentence that says how to get it, and fail where {@code ASSAY_BROWSER=required} is set.
 */
final class Chromium implements AutoCloseable {
  private static final String[] NAMES = {
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
  };
  private static final String MISSING =
      "The page was not tested: no Chromium on the PATH. On Debian: apt-get install chromium."
          + " ASSAY_CHROMIUM names one that stands elsewhere.";

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it without a window. */
  static Chromium start() {
    Path executable = find().orElseGet(() -> Programs.missing("ASSAY_BROWSER", MISSING));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    return new Chromium(playwright, browser);
  }

  Browser browser() {
    return browser;
  }

  private static Optional<Path> find() {
    String named = System.getenv("ASSAY_CHROMIUM");
    return named != null ? Optional.of(Path.of(named)) : Programs.onPath(NAMES);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
