package dev.assay.run.results.export.comparison;

import static dev.assay.run.testing.Lab.pushOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.assay.run.results.export.markup.TestPages;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
class ComparisonExportResourceTest {
  private static final String EXPORT = "/v1/comparisons/export?runs=";
  private static final String HOSTILE = "</pre><script>alert(1)</script>\u202e";

  @Inject Lab lab;
  @Beside FakeScoring scoring;

  /** A finished run over the same items, right where the predicate says so, hostile elsewhere. */
  private UUID run(String alias, int items, IntPredicate right) {
    Map<String, Object> launch = new HashMap<>(pushOf(items));
    launch.put("alias", alias);
    UUID run = lab.launch(launch);
    List<Map<String, Object>> results = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      String output = right.test(i) ? "a" + i : HOSTILE + i;
      results.add(Map.of("item_id", "item-" + i, "output", output, "latency_ms", 10));
    }
    asAdmin()
        .body(Map.of("results", results))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);
    return run;
  }

  private static String page(String query) {
    return asAdmin().get(EXPORT + query).then().statusCode(200).extract().asString();
  }

  @Test
  void shouldDownloadAComparisonAsOnePage() {
    // Given 10 that improved and 2 that got worse
    UUID first = run("old", 20, i -> i < 10);
    UUID second = run("new", 20, i -> i >= 2);

    // When
    String page =
        asAdmin()
            .get(EXPORT + first + "," + second + "&format=html")
            .then()
            .statusCode(200)
            .header("Content-Type", equalTo("text/html;charset=UTF-8"))
            .header(
                "Content-Disposition",
                "attachment; filename=\"comparison-" + first + "-" + second + ".html\"")
            .header("X-Content-Type-Options", "nosniff")
            .header("Cache-Control", "no-store")
            .extract()
            .asString();

    // Then
    assertThat(page)
        .contains("new answers 40.0 points more items right than old", "12 items decide")
        .contains("Got worse: 2", "Got better: 10", "#1 item-0", "#2 item-1")
        .contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "\u202e");
    assertThat(TestPages.count(page, "<article class=\"item failed\">")).isEqualTo(2);
    assertThat(TestPages.count(page, "<article class=\"item passed\">")).isEqualTo(10);
    TestPages.requireSelfContained(page);
    TestPages.requireWellFormed(page);
    assertThat(page(first + "," + second)).isEqualTo(page);
  }

  @Test
  void shouldTurnAroundWithTheBaseline() {
    // Given
    UUID first = run("old", 20, i -> i < 10);
    UUID second = run("new", 20, i -> i >= 2);

    // When the order of the runs says which is the baseline, and when it is named
    String turned = page(second + "," + first);
    String named = page(first + "," + second + "&baseline=" + second);

    // Then
    assertThat(turned)
        .contains("<h1>old against new</h1>")
        .contains("old answers 40.0 points fewer items right than new")
        .contains("Got worse: 10", "Got better: 2");
    assertThat(named).isEqualTo(turned);
  }

  @Test
  void shouldShowAPartOfManyAndSayHowManyThereAre() {
    // Given
    UUID first = run("old", 150, i -> i < 70);
    UUID second = run("new", 150, i -> i >= 70);

    // When
    String page = page(first + "," + second);

    // Then half of the room each
    assertThat(TestPages.count(page, "<article ")).isEqualTo(100);
    assertThat(page)
        .contains("Got worse: 70", "These are 50 of 70", "Got better: 80", "These are 50 of 80");
  }

  @Test
  void shouldTakeSeveralRunsAndAliases() {
    // Given
    UUID weak = run("weak", 12, i -> i % 4 == 0);
    UUID strong = run("strong", 12, i -> i % 4 != 1);
    UUID again = run("strong", 12, i -> i % 4 != 2);
    String runs = weak + "," + strong + "," + again;

    // Then
    asAdmin()
        .get(EXPORT + runs)
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("comparison-" + weak + "-and-2-more.html"));
    TestPages.requireWellFormed(page(runs));
    assertThat(page(runs + "&by=alias"))
        .contains("<h1>strong against weak</h1>", "Between aliases items are not paired");
  }

  @Test
  void shouldRefuseWhatCannotBeCompared() {
    // Given
    UUID run = run("one", 3, i -> true);
    UUID other = run("other", 3, i -> true);

    // Then
    asAdmin()
        .get(EXPORT + run)
        .then()
        .statusCode(422)
        .header("Content-Type", startsWith("application/problem+json"))
        .body("detail", containsString("two to 10"));
    asAdmin().get("/v1/comparisons/export").then().statusCode(422);
    asAdmin().get(EXPORT + "x,y").then().statusCode(400);
    asAdmin()
        .get(EXPORT + run + "," + other + "&format=htm")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("format"))
        .body("detail", containsString("html"));
    asAdmin().get(EXPORT + run + "," + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void shouldNotFindRunsOfAnotherWorkspace() {
    UUID first = run("old", 3, i -> true);
    UUID second = run("new", 3, i -> false);
    as(otherWorkspaceKey())
        .get(EXPORT + first + "," + second)
        .then()
        .statusCode(404)
        .header("Content-Type", startsWith("application/problem+json"))
        .body("code", equalTo("NOT_FOUND"));
    asNobody().get(EXPORT + first + "," + second).then().statusCode(401);
  }
}
