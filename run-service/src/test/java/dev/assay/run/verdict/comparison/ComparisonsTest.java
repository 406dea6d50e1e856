package dev.assay.run.verdict.comparison;

import static dev.assay.run.testing.Lab.pushOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ComparisonsTest {
  private static final int ITEMS = 20;

  @Inject Lab lab;
  @Beside FakeScoring scoring;

  /** A finished run over the same items, right where the predicate says so. */
  private UUID run(String alias, IntPredicate right) {
    return run(alias, right, "no");
  }

  private UUID run(String alias, IntPredicate right, String wrong) {
    Map<String, Object> launch = new HashMap<>(pushOf(ITEMS));
    launch.put("alias", alias);
    UUID run = lab.launch(launch);
    asAdmin()
        .body(Map.of("results", results(right, wrong)))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);
    return run;
  }

  private static List<Map<String, Object>> results(IntPredicate right, String wrong) {
    List<Map<String, Object>> results = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String output = right.test(i) ? "a" + i : wrong;
      results.add(Map.of("item_id", "item-" + i, "output", output, "latency_ms", 10));
    }
    return results;
  }

  @Test
  void shouldCompareTwoRunsItemByItem() {
    // Given one run with the first half right, and one with all but the first two
    UUID first = run("old", i -> i < 10);
    UUID second = run("new", i -> i >= 2);

    // When
    JsonPath compared =
        asAdmin()
            .get("/v1/comparisons?runs={a},{b}", first, second)
            .then()
            .statusCode(200)
            .body("baseline", equalTo(first.toString()))
            .body("sides", hasSize(2))
            .body("comparisons", hasSize(1))
            .extract()
            .jsonPath();

    // Then: 10 improved, 2 got worse
    String items = "comparisons[0].items.";
    assertThat(compared.getInt("comparisons[0].paired")).isEqualTo(ITEMS);
    assertThat(compared.getInt("comparisons[0].regressed")).isEqualTo(2);
    assertThat(compared.getInt("comparisons[0].improved")).isEqualTo(10);
    assertThat(compared.getDouble(items + "rates.baseline")).isCloseTo(0.5, within(1e-9));
    assertThat(compared.getDouble(items + "rates.difference")).isCloseTo(0.4, within(1e-9));
    // 2 · (1 + 12 + 66) / 2^12
    assertThat(compared.getDouble(items + "mcnemar_p")).isCloseTo(158 / 4096.0, within(1e-7));
    assertThat(compared.getString("comparisons[0].scorers[0].scorer")).isEqualTo("exact_match");
    assertThat(compared.getBoolean("comparisons[0].scorers[0].scores.exact")).isTrue();
  }

  @Test
  void shouldListWhatFlippedWithBothAnswers() {
    // Given
    UUID first = run("old", i -> i < 10);
    UUID second = run("new", i -> i >= 2);

    // When
    String flips = "/v1/comparisons/flips?baseline={a}&other={b}";
    asAdmin()
        .get(flips + "&direction=regressed", first, second)
        .then()
        .statusCode(200)
        .body("data.item_id", contains("item-0", "item-1"))
        .body("data[0].direction", equalTo("regressed"))
        .body("data[0].baseline.output", equalTo("a0"))
        .body("data[0].other.output", equalTo("no"))
        .body("data[0].other.scores.exact_match.passed", equalTo(false))
        .body("next_cursor", nullValue());

    // Then page by page, and by scorer
    String cursor =
        asAdmin()
            .get(flips + "&limit=7&scorer=exact_match", first, second)
            .then()
            .body("data", hasSize(7))
            .extract()
            .path("next_cursor");
    asAdmin()
        .get(flips + "&limit=7&scorer=exact_match&cursor={c}", first, second, cursor)
        .then()
        .body("data", hasSize(5))
        .body("next_cursor", nullValue());
  }

  @Test
  void shouldListAnswersThatDifferAlthoughTheyCameOutTheSame() {
    // Given two runs that are wrong of 18 items, and of one item more each, in other words
    UUID first = run("old", i -> i == 0, "no");
    UUID second = run("new", i -> i == 1, "never");
    String differing = "/v1/comparisons/flips?direction=differs&baseline={a}&other={b}";

    // When
    JsonPath page =
        asAdmin()
            .get(differing + "&limit=10", first, second)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then without those that flipped
    assertThat(page.getList("data.item_id")).hasSize(10).startsWith("item-2", "item-3");
    assertThat(page.getString("data[0].direction")).isEqualTo("differs");
    assertThat(page.getString("data[0].baseline.output")).isEqualTo("no");
    assertThat(page.getString("data[0].other.output")).isEqualTo("never");
    asAdmin()
        .get(differing + "&limit=10&cursor={c}", first, second, page.getString("next_cursor"))
        .then()
        .body("data", hasSize(8))
        .body("next_cursor", nullValue());

    // and where nothing says what passes, all that differ
    asAdmin().get(differing + "&scorer=nobody", first, second).then().body("data", hasSize(ITEMS));
    asAdmin()
        .get(differing.replace("differs", "same"), first, second)
        .then()
        .statusCode(422)
        .body("detail", containsString("regressed, improved, differs"));
  }

  @Test
  void shouldRankThreeRunsAndPutThoseOfAnAliasTogether() {
    // Given
    UUID weak = run("weak", i -> i % 4 == 0);
    UUID strong = run("strong", i -> i % 4 != 1);
    UUID again = run("strong", i -> i % 4 != 2);

    // When compared as runs
    asAdmin()
        .body(Map.of("runs", List.of(weak, strong, again), "baseline", strong))
        .post("/v1/comparisons")
        .then()
        .statusCode(200)
        .body("baseline", equalTo(strong.toString()))
        .body("comparisons", hasSize(2));

    // Then, as aliases, two sides are left
    asAdmin()
        .body(Map.of("runs", List.of(weak, strong, again), "by", "alias"))
        .post("/v1/comparisons")
        .then()
        .statusCode(200)
        .body("sides.name", contains("weak", "strong"))
        .body("sides[1].runs", hasSize(2))
        .body("comparisons[0].paired", equalTo(ITEMS));
  }

  @Test
  void shouldJudgeARunByItsDifferenceToABaseline() {
    // Given a baseline, and a gate that allows one item to get worse
    UUID baseline = run("old", i -> i < 10);
    Map<String, Object> launch = new HashMap<>(pushOf(ITEMS));
    launch.put(
        "gate",
        List.of(
            Map.of("type", "max_regressions", "max", 1),
            Map.of("type", "min_delta", "scorer", "exact_match", "min", 0.25)));

    // Then it needs the baseline
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", contains("baseline"));
    launch.put("baseline", UUID.randomUUID());
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("not a run of this workspace"));

    // When three items get worse and eight better
    launch.put("baseline", baseline);
    UUID run = lab.launch(launch);
    asAdmin()
        .body(Map.of("results", results(i -> i >= 3 && i < 18, "no")))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);

    // Then the one criterion fails and the other holds
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("verdict")).isEqualTo("fail");
    assertThat(end.getDouble("criteria[0].observed")).isEqualTo(3);
    assertThat(end.getString("criteria[0].outcome")).isEqualTo("fail");
    assertThat(end.getDouble("criteria[1].observed")).isCloseTo(0.25, within(1e-9));
    assertThat(end.getString("criteria[1].outcome")).isEqualTo("pass");
    assertThat(end.getString("baseline")).isEqualTo(baseline.toString());
  }

  @Test
  void shouldSayThatABaselineIsASample() {
    // Given a run over all items, and one over a part of the same dataset
    UUID whole = run("old", i -> true);
    Map<String, Object> launch = new HashMap<>(pushOf(ITEMS));
    launch.put("dataset", Map.of("name", lab.show(whole).getString("dataset.name"), "limit", 5));
    launch.put("baseline", whole);
    UUID sample = lab.launch(launch);

    // Then both the launch and the comparison say so
    assertThat(lab.show(sample).getList("warnings.message", String.class))
        .anyMatch(
            said ->
                said.contains("another part of the dataset (all of it) than this run (at most 5"));
    lab.act(sample, "cancel");
    asAdmin()
        .get("/v1/comparisons?runs={a},{b}", whole, sample)
        .then()
        .statusCode(200)
        .body("warnings", hasItem(containsString("other parts of the dataset")));
  }

  @Test
  void shouldNotCompareWhatIsScoredInAnotherWay() {
    // Given a run that is scored by another scorer of the same key
    UUID first = run("old", i -> i < 10);
    Map<String, Object> launch = new HashMap<>(pushOf(ITEMS));
    launch.put(
        "scorers", List.of(Map.of("id", "levenshtein", "key", "exact_match", "threshold", 1)));
    UUID second = lab.launch(launch);
    asAdmin()
        .body(Map.of("results", results(i -> i >= 2, "no")))
        .post("/v1/runs/{id}/results", second)
        .then()
        .statusCode(200);
    lab.awaitEnd(second);

    // Then the comparison says so and nothing else
    asAdmin()
        .get("/v1/comparisons?runs={a},{b}", first, second)
        .then()
        .statusCode(200)
        .body("comparisons[0].headline", nullValue())
        .body("comparisons[0].items", nullValue())
        .body("comparisons[0].scorers", hasSize(0))
        .body("comparisons[0].unshared.reason", contains("scorer"))
        .body("comparisons[0].unshared.message", hasItem(containsString("is another scorer")));

    // and no gate can ask for the difference
    launch.put("baseline", first);
    launch.put("gate", List.of(Map.of("type", "max_regressions", "max", 1)));
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("exact_match is another scorer"));
  }

  @Test
  void shouldSayWhatIsMissingToCompare() {
    UUID run = run("one", i -> true);
    asAdmin().get("/v1/comparisons").then().statusCode(422).body("detail", containsString("runs"));
    asAdmin()
        .get("/v1/comparisons?runs={a}", run)
        .then()
        .statusCode(422)
        .body("detail", containsString("two to 10"));
    asAdmin().get("/v1/comparisons?runs=x,y").then().statusCode(400);
    asAdmin().get("/v1/comparisons?runs={a},{b}", run, UUID.randomUUID()).then().statusCode(404);
    asAdmin()
        .get("/v1/comparisons/flips?baseline={a}", run)
        .then()
        .statusCode(422)
        .body("detail", containsString("other"));
    as(otherWorkspaceKey())
        .get("/v1/comparisons/flips?baseline={a}&other={a}", run, run)
        .then()
        .statusCode(404);
  }
}
