package dev.assay.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final String RUN =
      """
      {"id":"0199","name":"nightly","status":"successful","verdict":"fail",
       "started_at":"2026-01-01T00:00:00Z","finished_at":"2026-01-01T00:01:05Z",
       "counts":{"total":60,"passed":57,"failed":2,"errored":1},
       "summary":{"scorers":{"exact_match":{"mean":0.95,"min":0,"max":1,"count":59,"errors":1,
         "pass_rate":0.966,"threshold":1.0,"interval":[0.87,0.98]}}},
       "criteria":[
        {"type":"pass_rate","min":0.97,"severity":"error","passed":false,"observed":0.966,
         "interval":{"low":0.9,"high":0.99}},
        {"type":"mean_score","scorer":"exact_match","min":0.99,"severity":"warn","passed":false,
         "observed":0.95},
        {"type":"cost","max":1,"passed":null,"observed":null}],
       "warnings":["budget is small"]}
      """;

  @Test
  void shouldShowScorersCriteriaAndWorstItems() throws Exception {
    List<String> lines =
        TextReport.of(run(RUN), List.of(item()), "http://127.0.0.1:7400/runs/0199");

    assertThat(String.join("\n", lines))
        .contains("FAIL  nightly  (successful, run 0199)")
        .contains("60 items · 57 passed · 2 failed · 1 errored · 1:05 min")
        .containsPattern("exact_match +0.950 +0.870 … 0.980 +96.6 % +0.000 +1.000 +59 +1")
        .contains("✘ pass_rate ≥ 0.97: observed 0.966, interval 0.900 … 0.990")
        .contains("! mean_score exact_match ≥ 0.99 (warns only): observed 0.950")
        .contains("? cost ≤ 1: observed –")
        .containsPattern("#12 q-12 +failed +exact_match 0.000 +said \\[31mno")
        .contains("warning: budget is small")
        .contains("Page: http://127.0.0.1:7400/runs/0199");
  }

  @Test
  void shouldShowFieldAccuracyWithAndWithoutUncorrectedSamples() throws Exception {
    RunView run =
        run(
            """
            {"id":"1","name":"n","status":"successful","verdict":"none","counts":{"total":3},
             "summary":{"scorers":{"leaves":{"mean":0.6,"count":2,"skipped":1,"fields":{
               "matched":4,"compared":6,"accuracy":0.6667,"accuracy_corrected":0.6667,
               "accuracy_assuming_accepted":0.8,"uncorrected":1,"accepted":4}},
               "other":{"mean":1}}}}
            """);

    assertThat(String.join("\n", TextReport.of(run, List.of(), null)))
        .containsPattern("FIELD ACCURACY +CORRECTED +ASSUMING ACCEPTED")
        .containsPattern("\nleaves +66.7 % +80.0 % +4 +6 +1\n?");
    assertThat(String.join("\n", MarkdownReport.of(run, null)))
        .contains("| leaves | 66.7 % | 80.0 % | 4 | 6 | 1 |")
        .doesNotContain("| other | 0");
  }

  @Test
  void shouldShowARunOfWhichLittleIsKnown() throws Exception {
    List<String> lines =
        TextReport.of(run("{\"id\":\"1\",\"status\":\"failed\"}"), List.of(), null);

    assertThat(String.join("\n", lines).strip()).isEqualTo("no gate    (failed, run 1)\n0 items");
  }

  @Test
  void shouldWriteMarkdownWithoutRemoteMarkup() throws Exception {
    String hostile =
        "{\"id\":\"1\",\"name\":\"![x](http://evil)<b>\",\"status\":\"successful\",\"verdict\":\"pass\"}";

    assertThat(MarkdownReport.of(run(hostile), null).get(0))
        .isEqualTo("### ✔ \\!\\[x\\](http://evil)\\<b\\>");
  }

  private static RunView run(String json) throws Exception {
    return new RunView(Json.mapper().readTree(json));
  }

  private static ItemView item() throws Exception {
    return new ItemView(
        Json.mapper()
            .readTree(
                """
                {"position":12,"item_id":"q-12","status":"failed","section":"billing",
                 "scores":{"exact_match":{"score":0.0,"reason":"said [31mno"}}}
                """));
  }
}
