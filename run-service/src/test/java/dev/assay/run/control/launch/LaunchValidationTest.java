package dev.assay.run.control.launch;

import static dev.assay.run.testing.Lab.items;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A launch that is wrong costs nothing: it says what is wrong, where, and makes no run. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LaunchValidationTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  private static Arguments wrong(String field, Object value, ErrorCode code, String... violations) {
    return Arguments.of(field, value, code, Arrays.asList(violations));
  }

  private static Object gate(Object... criteria) {
    return Arrays.asList(criteria);
  }

  static Stream<Arguments> wrongFields() {
    ErrorCode invalid = ErrorCode.VALIDATION_FAILED;
    return Stream.of(
        wrong("target", null, invalid, "target"),
        wrong("target", map("model", "m"), invalid, "target.provider"),
        wrong("target", map("provider", "simulated"), invalid, "target.model"),
        wrong(
            "target", map("provider", "simulated", "model", "m", "push", true), invalid, "target"),
        wrong(
            "target",
            map("provider", "simulated", "model", "m", "params", 7),
            invalid,
            "target.params"),
        wrong(
            "target",
            map("provider", "simulated", "model", "m", "prompt", map("user", "{{#open}}")),
            ErrorCode.BAD_TEMPLATE,
            "target.prompt"),
        wrong(
            "target",
            map("provider", "simulated", "model", "m", "prompt", map("user", "{{nothing}}")),
            ErrorCode.BAD_TEMPLATE,
            "target.prompt"),
        wrong(
            "target",
            map("provider", "simulated", "model", "m", "prompt", map("user", "{{item.expected}}")),
            ErrorCode.BAD_TEMPLATE,
            "target.prompt"),
        wrong("scorers", List.of("no_such"), ErrorCode.UNKNOWN_SCORER, "scorers[0].id"),
        wrong("scorers", List.of(7), invalid, "scorers[0]"),
        wrong(
            "scorers",
            List.of("exact_match", "exact_match"),
            ErrorCode.DUPLICATE_SCORER_KEY,
            "scorers[1].key"),
        wrong(
            "scorers",
            List.of("exact_match", map("id", "levenshtein", "threshold", 1.5)),
            ErrorCode.BAD_THRESHOLD,
            "scorers[1].threshold"),
        wrong(
            "scorers",
            List.of(map("id", "levenshtein", "threshold", "high")),
            ErrorCode.BAD_THRESHOLD,
            "scorers[0].threshold"),
        wrong(
            "scorers",
            List.of(map("id", "regex", "pattern", "(a")),
            ErrorCode.BAD_REGEX,
            "scorers[0].pattern"),
        wrong("scorers", List.of("regex"), invalid, "scorers[0]"),
        wrong(
            "scorers",
            List.of(map("id", "levenshtein", "case_sensitive", "maybe")),
            invalid,
            "scorers[0].case_sensitive"),
        wrong("dataset", null, invalid, "dataset"),
        wrong("dataset", 7, invalid, "dataset"),
        wrong("dataset", map("limit", 5), invalid, "dataset.name"),
        wrong("dataset", map("name", "x", "versions", 1), invalid, "dataset.versions"),
        wrong("dataset", map("name", "x", "sections", List.of()), invalid, "dataset.sections"),
        wrong("dataset", "x@latest", invalid, "dataset"),
        wrong("concurrency", 0, invalid, "concurrency"),
        wrong("concurrency", 1_000_000, invalid, "concurrency"),
        wrong("repeats", 101, invalid, "repeats"),
        wrong("policy", map("max_attempts", 0), invalid, "policy.max_attempts"),
        wrong("policy", map("deadline_ms", -1), invalid, "policy.deadline_ms"),
        wrong("budget", map("max_cost", 0), invalid, "budget.max_cost"),
        wrong("budget", map("max_tokens", 0), invalid, "budget.max_tokens"),
        wrong("budget", map("max_duration_s", 0), invalid, "budget.max_duration_s"),
        wrong("fail_fast", map("error_rate", 1.5, "after", 5), invalid, "fail_fast.error_rate"),
        wrong("fail_fast", map("error_rate", 0.5, "after", 0), invalid, "fail_fast.after"),
        wrong("name", "", invalid, "name"),
        wrong("name", "x".repeat(201), invalid, "name"),
        wrong("gate", "strict", invalid, "gate"),
        wrong("gate", gate(map("type", "pass_rate")), invalid, "gate[0]"),
        wrong("gate", gate(map("type", "no_such", "min", 0.5)), invalid, "gate[0].type"),
        wrong("gate", gate(map("type", "pass_rate", "min", 2)), invalid, "gate[0].min"),
        wrong("gate", gate(map("type", "pass_rate", "min", 0.5, "mim", 1)), invalid, "gate[0].mim"),
        wrong(
            "star_metric",
            map("scorer", "not_there", "threshold", 0.5),
            invalid,
            "star_metric.scorer"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("wrongFields")
  void shouldSayWhatIsWrongAndWhere(
      String field, Object value, ErrorCode code, List<String> violations) {
    // Given
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put(field, value);
    Object name = launch.get("name");

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(code.status())
        .contentType("application/problem+json")
        .body("code", equalTo(code.name()))
        .body("violations.field", hasItems(violations.toArray(String[]::new)));
    assertThat(lab.all("select 1 from runs where name = $1", name)).isEmpty();
  }

  @Test
  void shouldSayEverythingThatIsWrongAtOnce() {
    // Given
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("concurrency", 0);
    launch.put("repeats", 0);
    launch.put("scorers", List.of("no_such", map("id", "levenshtein", "threshold", 9)));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body(
            "violations.field",
            hasItems("concurrency", "repeats", "scorers[0].id", "scorers[1].threshold"));
  }

  @Test
  void shouldSayWhereAPatternIsWrong() {
    // Given
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("scorers", List.of(map("id", "regex", "pattern", "ab[z-a]")));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("BAD_REGEX"))
        .body("violations[0].message", containsString("position 3"));
  }

  @Test
  void shouldNameAFieldThatIsNotKnown() {
    // Given
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("concurency", 4);

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"))
        .body("violations.field", hasItem("concurency"));
  }

  @Test
  void shouldWarnOfAGateThatNothingCanFail() {
    // Given
    Map<String, Object> launch = Lab.pushOf(2);
    launch.put("scorers", List.of(map("id", "regex", "pattern", ".*", "threshold", 1)));
    launch.put("gate", gate(map("type", "pass_rate", "min", 0.5)));

    // When
    String run =
        asAdmin()
            .body(launch)
            .post("/v1/runs")
            .then()
            .statusCode(201)
            .body("warnings.code", hasItem("VACUOUS_GATE"))
            .body("self_test.vacuous", equalTo(true))
            .extract()
            .path("id");
    asAdmin()
        .body(
            map(
                "results",
                List.of(
                    map("item_id", "item-0", "output", "a"),
                    map("item_id", "item-1", "output", "b"))))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);

    // Then
    assertThat(lab.awaitEnd(java.util.UUID.fromString(run)).getString("verdict")).isEqualTo("none");
  }

  @Test
  void shouldSayWhatARunWouldDoWithoutMakingIt() {
    // Given
    Map<String, Object> launch = Lab.launchOf(7);
    launch.put("dataset", map("name", unique("items"), "items", items(7), "limit", 5));
    launch.put("repeats", 3);
    launch.put("gate", gate(map("type", "pass_rate", "min", 0.9)));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("items", equalTo(5))
        .body("units", equalTo(15))
        .body("scorers", equalTo(1))
        .body("self_test.vacuous", equalTo(false));
    assertThat(lab.all("select 1 from runs where name = $1", launch.get("name"))).isEmpty();
  }
}
