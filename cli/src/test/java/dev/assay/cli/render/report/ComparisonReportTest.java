package dev.assay.cli.render.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private static final String A = "01a10000-0000-7000-8000-000000000001";
  private static final String B = "01b10000-0000-7000-8000-000000000002";

  private static JsonNode comparison() throws Exception {
    return Json.mapper()
        .readTree(
            """
            {"by":"run","baseline":"%1$s",
             "sides":[
              {"name":"%1$s","runs":[{"id":"%1$s","alias":"old","model":"small","verdict":"pass"}],"units":20,
               "passed":10,"failed":10,"errored":0,"means":{"exact_match":0.5},
               "latency":{"p50":12.4,"p95":20},"cost":null},
              {"name":"%2$s","runs":[{"id":"%2$s","alias":"new|er","verdict":"fail"}],"units":20,
               "passed":18,"failed":2,"errored":0,"means":{"exact_match":0.9},"latency":null,
               "cost":0.25}],
             "comparisons":[{"other":"%2$s","paired":20,"only_baseline_count":0,
               "only_other_count":1,"regressed":2,"improved":10,
               "items":{"rates":{"baseline":0.5,"other":0.9,"difference":0.4,
                 "interval":{"lower":0.1,"upper":0.7},"p":0.04,"wins":10,"losses":2,"ties":8,
                 "items_needed":23},"mcnemar_p":0.03857,"p_adjusted":null},
               "scorers":[{"scorer":"exact_match","scores":{"baseline":0.5,"other":0.9,
                 "difference":0.4,"interval":null,"p":0.00001,"p_adjusted":0.00001,"wins":10,
                 "losses":2,"ties":8,"items_needed":null},"passes":null}],
               "slices":[{"kind":"section","name":"billing","scorer":"exact_match",
                 "scores":{"difference":-0.2,"p":0.01,"p_adjusted":0.02}},
                {"kind":"section","name":"quiet","scorer":"exact_match",
                 "scores":{"difference":0.0,"p":1,"p_adjusted":1}}]}],
             "ranking":null,"warnings":["The runs are over different versions."]}
            """
                .formatted(A, B));
  }

  @Test
  void shouldSayWhatDiffersAndHowSure() throws Exception {
    List<String> lines = ComparisonReport.text(comparison(), List.of());

    assertThat(lines).anyMatch(line -> line.startsWith("Comparison against old"));
    assertThat(lines).anyMatch(line -> line.matches("  MEASURE +old +new\\|er +DIFFERENCE.*"));
    assertThat(lines).anyMatch(line -> line.matches("  old +small +01a10000-0000-7000 +pass.*"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.contains("items passed")
                    && line.contains("+0.400")
                    && line.contains("+0.100 … +0.700")
                    && line.contains("0.0386"));
    assertThat(lines).anyMatch(line -> line.contains("exact_match") && line.contains("< 0.0001"));
    assertThat(lines).anyMatch(line -> line.contains("billing") && line.contains("-0.200"));
    assertThat(lines).noneMatch(line -> line.contains("quiet"));
    assertThat(lines).anyMatch(line -> line.contains("2 got worse, 10 better"));
    assertThat(lines).anyMatch(line -> line.contains("different versions"));
  }

  @Test
  void shouldNotTakeAnUnknownCostForNothing() throws Exception {
    List<String> lines = ComparisonReport.text(comparison(), List.of());

    assertThat(lines).anyMatch(line -> line.contains("old ") && line.endsWith("–"));
  }

  @Test
  void shouldKeepForeignTextFromBecomingMarkup() throws Exception {
    // Given
    JsonNode flips =
        Json.mapper()
            .readTree(
                """
                {"data":[{"item_id":"q|1","section":null,"direction":"regressed",
                  "baseline":{"output":"ok"},"other":{"output":"a | b"}}]}
                """);

    // When
    List<String> lines = ComparisonReport.markdown(comparison(), List.of(flips(flips)));

    // Then
    assertThat(lines.get(0)).startsWith("### Comparison against old");
    assertThat(lines).anyMatch(line -> line.contains("new\\|er"));
    assertThat(lines).anyMatch(line -> line.contains("q\\|1") && line.contains("a \\| b"));
  }

  private static ComparisonReport.Part flips(JsonNode page) throws Exception {
    JsonNode comparison = comparison();
    return ComparisonReport.flips(
        comparison, comparison.path("comparisons").get(0), page, "assay compare a b --flips 500");
  }

  @Test
  void shouldSayHowToSeeTheItemsThatAreNotListed() throws Exception {
    // Given one of twelve
    JsonNode page =
        Json.mapper()
            .readTree(
                """
                {"data":[{"item_id":"q","direction":"improved","baseline":{"output":"a"},
                  "other":{"output":"b"}}],"next_cursor":"c"}
                """);

    // When
    List<String> lines = ComparisonReport.text(comparison(), List.of(flips(page)));

    // Then
    assertThat(lines).contains("Items that changed sides, new|er against old");
    assertThat(lines).contains("  11 more: assay compare a b --flips 500");
    assertThat(lines).anyMatch(line -> line.contains("got better"));
  }

  @Test
  void shouldListNoMeasureThatIsTheSame() throws Exception {
    // Given an Elo that rounds to nothing, and a scorer that found nothing between the sides
    JsonNode comparison =
        Json.mapper()
            .readTree(
                comparison()
                    .toString()
                    .replace(
                        "\"wins\":10,\"losses\":2,\"ties\":8,\"items_needed\":null",
                        "\"wins\":0,\"losses\":0,\"ties\":20,\"items_needed\":null")
                    .replace(
                        "\"ranking\":null", "\"ranking\":[{\"name\":\"" + A + "\",\"elo\":-0.2}]"));

    // When
    List<String> lines = ComparisonReport.text(comparison, List.of());

    // Then
    assertThat(lines).contains("  The same on both sides: exact_match 0.500", "  old: Elo 0");
    assertThat(lines).noneMatch(line -> line.startsWith("  exact_match"));
  }

  @Test
  void shouldSayFirstThatNothingIsShared() throws Exception {
    JsonNode comparison =
        Json.mapper()
            .readTree(
                """
                {"by":"run","baseline":"%1$s",
                 "sides":[{"name":"%1$s","runs":[{"id":"%1$s","name":"n","model":"a"}]},
                  {"name":"%2$s","runs":[{"id":"%2$s","name":"n","model":"b"}]}],
                 "comparisons":[{"other":"%2$s","paired":3,"items":null,"headline":null,
                  "unshared":[{"scorer":"x","reason":"params","message":"x has other parameters"}],
                  "scorers":[],"slices":[],"regressed":null,"improved":null}],
                 "warnings":[]}
                """
                    .formatted(A, B));
    List<String> lines = ComparisonReport.text(comparison, List.of());
    assertThat(lines)
        .contains(
            "b against a",
            "  a and b have no scores of the same scorer (x has other parameters), so nothing can"
                + " be said of which is better.",
            "  3 items paired; 0 only in a, 0 only in b");
  }

  @Test
  void shouldNameSidesByWhatTellsMostOfThemApart() throws Exception {
    // Given three runs of one name, two of them of the same model
    String c = "01c10000-0000-7000-8000-000000000003";
    JsonNode comparison =
        Json.mapper()
            .readTree(
                """
                {"baseline":"%1$s","comparisons":[],
                 "sides":[{"name":"%1$s","runs":[{"id":"%1$s","name":"n","model":"a"}]},
                  {"name":"%2$s","runs":[{"id":"%2$s","name":"n","model":"b"}]},
                  {"name":"%3$s","runs":[{"id":"%3$s","name":"n","model":"a"}]}]}
                """
                    .formatted(A, B, c));

    // When
    SideNames names = SideNames.of(comparison);

    // Then
    assertThat(names.of(A)).isEqualTo("a 01a10000-0000-7000");
    assertThat(names.of(B)).isEqualTo("b");
    assertThat(names.of(c)).isEqualTo("a 01c10000-0000-7000");
  }
}
