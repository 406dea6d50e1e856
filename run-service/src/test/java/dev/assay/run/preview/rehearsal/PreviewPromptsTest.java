package dev.assay.run.preview.rehearsal;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.Lab.pushOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A preview shows what the model would be sent. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PreviewPromptsTest {
  @Beside FakeScoring scoring;

  private static JsonPath preview(Map<String, Object> launch) {
    return asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Map<String, Object> launch(String template, List<Map<String, Object>> items) {
    Map<String, Object> launch = launchOf(1);
    launch.put("dataset", Map.of("items", items));
    launch.put(
        "target",
        Map.of(
            "provider",
            "simulated",
            "model",
            "any",
            "prompt",
            Map.of("system", "Be brief.", "user", template)));
    return launch;
  }

  private static Map<String, Object> item(String id, String input) {
    return Map.of("id", id, "input", input, "expected", "x");
  }

  @Test
  void shouldShowPromptsAsTheRunRendersThem() {
    // When
    JsonPath said = preview(launch("Question: {{input}}", List.of(item("a", "one & <two>"))));

    // Then
    assertThat(said.getList("prompts.item_id")).containsExactly("a");
    assertThat(said.getList("prompts[0].messages.role")).containsExactly("system", "user");
    assertThat(said.getList("prompts[0].messages.text"))
        .containsExactly("Be brief.", "Question: one & <two>");
    assertThat(said.getString("prompts[0].failure")).isNull();
  }

  @Test
  void shouldShowNoMoreThanAFew() {
    // Given
    List<Map<String, Object>> items =
        List.of(item("a", "1"), item("b", "2"), item("c", "3"), item("d", "4"));

    // When / Then
    assertThat(preview(launch("{{input}}", items)).getList("prompts")).hasSize(3);
  }

  @Test
  void shouldCutAPromptThatIsLongAndSaySo() {
    // Given
    List<Map<String, Object>> items = List.of(item("a", "😀".repeat(6_000)));

    // When
    JsonPath said = preview(launch("a{{input}}", items));

    // Then
    assertThat(said.getBoolean("prompts[0].messages[1].cut")).isTrue();
    assertThat(said.getString("prompts[0].messages[1].text")).hasSize(7_999).endsWith("😀");
    assertThat(said.getBoolean("prompts[0].messages[0].cut")).isFalse();
  }

  @Test
  void shouldShowNoPromptWhereTheCallerPushesTheAnswers() {
    assertThat(preview(pushOf(2)).getList("prompts")).isEmpty();
  }
}
