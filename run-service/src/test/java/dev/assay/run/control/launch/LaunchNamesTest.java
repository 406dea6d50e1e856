package dev.assay.run.control.launch;

import static dev.assay.run.control.launch.Refused.refused;
import static dev.assay.run.testing.Lab.items;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is misspelt is refused with its place and what was meant, before anything costs. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LaunchNamesTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  private static Map<String, Object> prompt(String user) {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("target", map("provider", "simulated", "model", "sim", "prompt", map("user", user)));
    return launch;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{question}} | item.extra.question",
        "{{inputt}} | Did you mean input?",
        "{{item.inptu}} | Did you mean input?",
        "{{^input}}{{expected}}{{/input}} | never shown",
        "{{id.x}} | is a text",
        "{{input.length}} | there is no input.length",
        "{{input.class}} | there is no input.class"
      })
  void shouldRefuseAMisspeltTemplate(String template, String sentence) {
    refused(prompt(template), "BAD_TEMPLATE", sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{#item.extra.topik}}On {{topik}}{{/item.extra.topik}} {{input}}"})
  void shouldWarnOfWhatNoItemHas(String template) {
    for (String path : List.of("/v1/runs/preview", "/v1/runs")) {
      asAdmin()
          .body(prompt(template))
          .post(path)
          .then()
          .body("warnings.code", hasItem("PROMPT_NAME"))
          .body("warnings.message", hasItem(containsString("item.extra.topik")));
    }
  }

  @Test
  void shouldTakeTheShortForms() {
    // Given
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", "simulated:sim:large");

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(201)
        .body("target.provider", equalTo("simulated"))
        .body("target.model", equalTo("sim:large"));
    Map<String, Object> asked = Lab.launchOf(1);
    asked.put("target", map("provider", "simulated", "model", "sim", "prompt", "Say {{input}}"));
    asAdmin()
        .body(asked)
        .post("/v1/runs")
        .then()
        .statusCode(201)
        .body("target.prompt.user", equalTo("Say {{input}}"));
    Map<String, Object> several = Lab.launchOf(1);
    several.remove("target");
    several.put("targets", List.of("simulated:a", map("provider", "simulated", "model", "b")));
    asAdmin().body(several).post("/v1/runs/preview").then().statusCode(200);
  }

  @Test
  void shouldSayWhatATargetAsATextIs() {
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", "simulated");

    refused(launch, "VALIDATION_FAILED", "provider:model");
  }

  @Test
  void shouldSayWhatWasMeant() {
    Map<String, Object> scorer = Lab.launchOf(1);
    scorer.put("scorers", List.of("exact-match"));
    refused(scorer, "UNKNOWN_SCORER", "Did you mean exact_match?");

    Map<String, Object> otherName = Lab.launchOf(1);
    otherName.put("scorers", List.of(map("scorer", "exact_match")));
    refused(otherName, "VALIDATION_FAILED", "Did you mean id: exact_match?");

    Map<String, Object> param = Lab.launchOf(1);
    param.put("scorers", List.of(map("id", "levenshtein", "treshold", 0.5)));
    refused(param, "VALIDATION_FAILED", "Did you mean threshold?", "case_sensitive");

    Map<String, Object> provider = Lab.launchOf(1);
    provider.put("target", map("provider", "simulatde", "model", "sim"));
    refused(provider, "UNKNOWN_PROVIDER", "Did you mean simulated?");

    Map<String, Object> unasked = Lab.launchOf(1);
    unasked.put("judge", map("provider", "simulatde", "model", "sim"));
    refused(unasked, "UNKNOWN_PROVIDER", "The judge: ", "Did you mean simulated?");
    unasked.put("judge", map("provider", "simulated"));
    refused(unasked, "VALIDATION_FAILED", "judge.model");

    Map<String, Object> field = Lab.launchOf(1);
    field.put("scorer", List.of());
    refused(field, "UNKNOWN_FIELD", "Did you mean scorers?");
  }

  @Test
  void shouldRefuseSectionsThatTheDatasetDoesNotHave() {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put(
        "dataset",
        map(
            "items",
            List.of(map("input", "q", "section", "math")),
            "sections",
            List.of("math", "prose")));

    refused(launch, "VALIDATION_FAILED", "dataset.sections");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{{#output}}x{{/output}} | no sections", "{{> x}} | line 1, column 1"})
  void shouldRefuseAMisspeltTemplateOfAJudge(String template, String sentence) {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put(
        "scorers",
        List.of(
            map(
                "id",
                "custom",
                "template",
                template,
                "judge",
                map("provider", "simulated", "model", "sim"))));

    refused(launch, "BAD_TEMPLATE", sentence);
  }

  @Test
  void shouldWriteNothingForAPreview() {
    // Given
    String dataset = unique("looked-at");
    asAdmin()
        .body(map("target", "simulated:sim", "dataset", map("name", dataset, "items", items(2))))
        .post("/v1/runs")
        .then()
        .statusCode(201);
    Map<String, Long> before = counts();

    // When
    Map<String, Object> launch = Lab.launchOf(3);
    launch.put("dataset", map("name", dataset, "items", items(3)));
    launch.put("gate", List.of(map("type", "pass_rate", "min", 0.9)));
    asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("items", equalTo(3))
        .body("dataset", equalTo(dataset))
        .body("dataset_version", nullValue())
        .body("self_test.vacuous", equalTo(false))
        .body("warnings.code", everyItem(not(equalTo("GATE_NOT_TRIED"))));
    launch.put("dataset", map("name", unique("new"), "items", items(3)));
    asAdmin().body(launch).post("/v1/runs/preview").then().statusCode(200);

    // Then
    assertThat(counts()).isEqualTo(before);
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    for (String table : List.of("datasets", "dataset_versions", "items", "runs", "evaluations")) {
      counts.put(table, lab.all("select count(*) as n from " + table).get(0).getLong("n"));
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "", "a b", "ä", "x@1", "-x", "../x"})
  void shouldHoldInlineNamesToThePattern(String name) {
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("dataset", map("name", name, "items", items(1)));

    refused(launch, "VALIDATION_FAILED", "dataset.name");
  }
}
