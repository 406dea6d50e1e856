package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.assay.system.harness.Patience;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who looks at the page in a browser of their own, and minds what goes wrong in it. */
final class Visit implements AutoCloseable {
  private static final int MOST_STOPS = 200;

  private final BrowserContext context;
  private final Page page;
  private final String url;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private Visit(BrowserContext context, String url) {
    this.context = context;
    this.url = url;
    context.setDefaultTimeout(Patience.LONG.toMillis());
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    context.onPage(this::minds);
    page = context.newPage();
  }

  private void minds(Page page) {
    page.onPageError(faults::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            faults.add(message.text());
          }
        });
  }

  /** Opens the printed link. */
  static Visit signedIn(Browser browser, String url, String key) {
    return signedIn(browser, url, key, options());
  }

  /** Opens the printed link in a browser of a size and a theme. */
  static Visit signedIn(
      Browser browser, String url, String key, Browser.NewContextOptions options) {
    Visit visit = new Visit(browser.newContext(options), url);
    visit.page.navigate(url + "/?token=" + key);
    visit.live();
    return visit;
  }

  /** Opens the page without a session. */
  static Visit stranger(Browser browser, String url) {
    Visit visit = new Visit(browser.newContext(options()), url);
    visit.page.navigate(url + "/");
    return visit;
  }

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(1440, 900)
        .setLocale("en-GB")
        // What moves costs a processor that draws without a graphics card, and shows nothing here.
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  Page page() {
    return page;
  }

  /** Opens a view at its address. */
  void open(String path) {
    page.navigate(url + path);
  }

  /** Waits until the page says that it follows the server. */
  void live() {
    page.waitForSelector("[data-live='live']");
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Buttons whose name has a part, such as one that also says its key. */
  Locator buttonWith(String part) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(part));
  }

  /** Presses a key, wherever one is. */
  void press(String key) {
    page.keyboard().press(key);
  }

  /** Goes from stop to stop by the tab key until one is there. */
  void tabTo(Locator wanted) {
    wanted.waitFor();
    for (int stops = 0; stops < MOST_STOPS; stops++) {
      press("Tab");
      if ((boolean) wanted.evaluate("it => it === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError("the tab key does not come to " + wanted);
  }

  /** What was copied. */
  String copied() {
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }

  /** Opens an address in a further tab. */
  Page alsoOpens(String address) {
    Page further = context.newPage();
    further.navigate(address);
    return further;
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator tab(String name) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Waits until the text stands somewhere. */
  void sees(String text) {
    page.getByText(text).first().waitFor();
  }

  /** Waits until the page's words have all of these. */
  void says(String... words) {
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(page.locator("body").innerText()).contains(words));
  }

  /** Waits until nothing is loading any more. */
  void settles() {
    page.waitForFunction(
        "() => document.querySelectorAll('[aria-busy=true], .mantine-Skeleton-root').length === 0"
            + " && document.getAnimations().every(a => a.playState !== 'running'"
            + " || a.effect.getComputedTiming().iterations === Infinity)");
  }

  /** Nothing was thrown in the page, and nothing of it was refused by its own policy. */
  void isSound() {
    assertThat(faults).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
