package dev.assay.run.control.launch;

import static dev.assay.run.control.launch.Refused.refused;
import static dev.assay.run.testing.Lab.items;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that the prompt does not fit, or whose assets are not there, before anything costs. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PromptItemsTest {
  @Beside FakeScoring scoring;

  private static Map<String, Object> prompt(String user) {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("target", map("provider", "simulated", "model", "sim", "prompt", map("user", user)));
    return launch;
  }

  /** Ten items of which those with even numbers, or those with odd ones, have a section. */
  private static Map<String, Object> halves(int with) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Map<String, Object> item = map("id", "item-" + i, "input", "q");
      if (i % 2 == with) {
        item.put("section", "s");
      }
      items.add(item);
    }
    return map("items", items);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldWarnOfItemsThatThePromptDoesNotFitWhicheverTheyAre(int with) {
    // Given: of one of the halves is the item that is looked at first
    Map<String, Object> launch = prompt("{{input}} {{section}}");
    launch.put("dataset", halves(with));

    // When / Then
    for (String path : List.of("/v1/runs/preview", "/v1/runs")) {
      asAdmin()
          .body(launch)
          .post(path)
          .then()
          .statusCode(path.endsWith("preview") ? 200 : 201)
          .body("warnings.code", hasItem("PROMPT_MISFIT"))
          .body("warnings.message", hasItem(containsString("does not fit 5 of 10 items")));
    }
  }

  @Test
  void shouldRefuseAPromptThatFitsNoItem() {
    // Given
    Map<String, Object> launch = prompt("{{input}} {{section}}");
    launch.put("dataset", map("items", items(3)));

    // When / Then
    refused(launch, "BAD_TEMPLATE", "fits none of 3 items that were tried, such as ");
  }

  @Test
  void shouldEndATemplateThatDoesTooMuch() {
    // Given
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(i);
    }
    Map<String, Object> launch = prompt("{{#input}}".repeat(5) + "x" + "{{/input}}".repeat(5));
    launch.put("dataset", map("items", List.of(map("input", numbers))));

    // When / Then
    refused(launch, "BAD_TEMPLATE", "steps");
  }

  @Test
  void shouldRefuseAnAssetThatIsNotThere() {
    Map<String, Object> launch = Lab.launchOf(1);
    Map<String, Object> asset = map("kind", "image", "ref", "ab".repeat(32));
    launch.put("dataset", map("items", List.of(map("input", "q", "assets", List.of(asset)))));
    refused(launch, "VALIDATION_FAILED", "names the asset abab", "upload it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldWarnOfItemsWhoseAssetIsNotThereWhicheverTheyAre(int without) {
    // Given
    Map<String, Object> asset = map("kind", "image", "ref", "ab".repeat(32));
    List<Map<String, Object>> some = new ArrayList<>(items(2));
    some.set(without, naming(asset, some.get(without)));
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("dataset", map("items", some));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("warnings.code", hasItem("ASSET_MISSING"))
        .body("warnings.message", hasItem(containsString("such as item-" + without)));

    // When it is so of all, then it is refused
    some.set(1 - without, naming(asset, some.get(1 - without)));
    refused(launch, "VALIDATION_FAILED", "none of 2 items that were tried has all of its assets");
  }

  private static Map<String, Object> naming(Map<String, Object> asset, Map<String, Object> item) {
    Map<String, Object> other = new HashMap<>(item);
    other.put("assets", List.of(asset));
    return other;
  }

  @Test
  void shouldRefuseAPartThatShowsNothing() {
    Map<String, Object> launch = Lab.launchOf(1);
    Map<String, Object> part = map("type", "file", "file", map("filename", "a.pdf"));
    Map<String, Object> message = map("role", "user", "content", List.of(part));
    launch.put("dataset", map("items", List.of(map("input", List.of(message)))));
    launch.put("target", map("provider", "simulated", "model", "sim"));
    refused(launch, "BAD_TEMPLATE", "Part 1 of message 1", "file_data");
  }
}
