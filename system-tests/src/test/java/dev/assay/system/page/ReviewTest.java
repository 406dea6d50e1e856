package dev.assay.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Going through what failed, saying what one thinks of it, and what changed sides: by keys alone.
 */
class ReviewTest extends Browsing {
  private static final String TOPIC = "page-review";
  private static final int ITEMS = 24;

  private static String before;
  private static String after;

  @BeforeAll
  static void judge() {
    api.importDataset(TOPIC, Items.lines(TOPIC, ITEMS));
    before = judged(3, 0.3);
    after = judged(4, 0.5);
    api.awaitEnd(before);
    api.awaitEnd(after);
  }

  @Test
  void shouldGoThroughFailuresLabelThreeAndShareThem() {
    // Given
    List<Integer> failed =
        stream(api.ask("GET", items() + "?status=failed&order=score", null).path("data"))
            .map(item -> item.path("position").asInt())
            .toList();
    assertThat(failed).hasSizeGreaterThan(3);

    try (Visit visit = visit()) {
      Locator scores = visit.page().locator("aside [role=status]");

      Queue<Route> held = new ArrayDeque<>();
      visit.page().route(url -> url.contains("/items/" + failed.get(3) + "?"), held::add);

      // When the failures are listed and the first of them is opened
      visit.open("/runs/" + after);
      visit.tabTo(visit.button("failed " + failed.size()));
      visit.press("Enter");
      visit.tabTo(visit.link(id(failed.get(0))));
      visit.press("Enter");

      // Then keys go on, back, and to the next failure
      isOpen(visit, failed.get(0));
      visit.press("j");
      isOpen(visit, failed.get(1));
      visit.press("k");
      isOpen(visit, failed.get(0));

      // When three are labelled on the way
      visit.press("y");
      assertThat(scores).containsText("You agreed");
      visit.press("n");
      isOpen(visit, failed.get(1));
      visit.press("x");
      assertThat(scores).containsText("You disagreed");
      visit.press("n");
      isOpen(visit, failed.get(2));
      visit.press("x");
      assertThat(scores).containsText("You disagreed");
      visit.press("u");
      assertThat(scores).hasCount(0);
      visit.press("y");
      assertThat(scores).containsText("You agreed");

      // Then the server has each of them
      Map<Integer, Boolean> wanted = new TreeMap<>();
      wanted.put(failed.get(0), said(failed.get(0)));
      wanted.put(failed.get(1), !said(failed.get(1)));
      wanted.put(failed.get(2), said(failed.get(2)));
      // Waiting in the page: what the page sends passes by this thread while readings are held.
      visit.page().waitForCondition(() -> labels().equals(wanted));

      // And what is still being read is not labelled as what is still shown
      visit.press("n");
      visit.press("y");
      visit.sees("nothing was labelled");
      held.forEach(Route::resume);
      isOpen(visit, failed.get(3));
      visit.press("k");
      isOpen(visit, failed.get(2));
      assertThat(labels()).isEqualTo(wanted);

      // And the link that is copied opens the same item among the same others
      visit.press("c");
      visit.sees("The link is copied.");
      Page other = visit.alsoOpens(visit.copied());
      assertThat(other.locator("aside h2")).hasText(id(failed.get(2)));
      assertThat(other.locator("[aria-pressed=true]", text("failed " + failed.size()))).isVisible();
      visit.isSound();
    }
  }

  @Test
  void shouldGoFromFlipToFlip() {
    // Given
    String pair = "baseline=" + before + "&other=" + after;
    List<String> flips =
        stream(api.ask("GET", "/v1/comparisons/flips?" + pair, null).path("data"))
            .map(flip -> flip.path("item_id").asText())
            .toList();
    assertThat(flips).hasSizeGreaterThan(2);

    try (Visit visit = visit()) {
      Locator open = visit.page().locator("tr[aria-current=true] button");
      visit.open("/compare?runs=" + before + "," + after + "&baseline=" + before);
      visit.button(flips.get(0)).first().waitFor();

      // When
      for (String key : List.of("n", "f", "p")) {
        visit.press(key);

        // Then
        assertThat(open).hasText(flips.get(key.equals("f") ? 1 : 0));
      }
      assertThat(visit.heading(flips.get(0)).first()).isVisible();
      Page other = visit.alsoOpens(visit.page().url());
      assertThat(other.locator("tr[aria-current=true] button")).hasText(flips.get(0));
      visit.isSound();
    }
  }

  private static String judged(int seed, double errors) {
    ObjectNode provider = Api.object().put("kind", "simulated");
    provider.set("options", Api.object().put("seed", seed).put("error_rate", errors));
    api.ask("PUT", "/v1/providers/" + TOPIC + seed, provider);
    ObjectNode launch = Items.launch(TOPIC, TOPIC + seed, 16).put("name", "page review " + seed);
    launch
        .withArray("scorers")
        .addObject()
        .put("id", "llm_judge")
        .put("key", "helpful")
        .put("criteria", "Says what was asked for.")
        .put("threshold", 0.5);
    launch.putObject("judge").put("provider", "simulated").put("model", "any");
    return api.launch(launch);
  }

  private static String items() {
    return "/v1/runs/" + after + "/items";
  }

  private static String id(int position) {
    return TOPIC + "-" + position;
  }

  /** Whether the judge passed an item. */
  private static boolean said(int position) {
    JsonNode scores = api.ask("GET", items() + "/" + position, null).path("scores");
    return stream(scores)
        .filter(score -> score.path("key").asText().equals("helpful"))
        .findFirst()
        .orElseThrow()
        .path("passed")
        .asBoolean();
  }

  private static Map<Integer, Boolean> labels() {
    Map<Integer, Boolean> found = new TreeMap<>();
    stream(api.ask("GET", "/v1/runs/" + after + "/labels", null).path("data"))
        .forEach(l -> found.put(l.path("position").asInt(), l.path("passed").asBoolean()));
    return found;
  }

  private static void isOpen(Visit visit, int position) {
    assertThat(visit.page().locator("aside h2")).hasText(id(position));
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
