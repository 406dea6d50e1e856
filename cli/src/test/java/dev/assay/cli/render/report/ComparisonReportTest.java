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
              {"name":"%1$s","runs":[{"id":"%1$s","alias":"old","verdict":"pass"}],"units":20,
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

    assertThat(lines).anyMatch(line -> line.startsWith("Comparison against old 01a10000"));
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

    assertThat(lines).anyMatch(line -> line.contains("old 01a10000") && line.endsWith("–"));
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
    List<String> lines =
        ComparisonReport.markdown(comparison(), List.of(ComparisonReport.flips("x", flips)));

    // Then
    assertThat(lines.get(0)).startsWith("### Comparison against old");
    assertThat(lines).anyMatch(line -> line.contains("new\\|er"));
    assertThat(lines).anyMatch(line -> line.contains("q\\|1") && line.contains("a \\| b"));
  }
}
