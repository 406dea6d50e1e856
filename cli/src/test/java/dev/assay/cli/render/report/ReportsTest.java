package dev.assay.cli.render.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.RunView;
import dev.assay.common.json.Json;
import java.util.ArrayList;
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
    List<String> lines = TextReport.of(run(RUN), List.of(item()), List.of());

    assertThat(String.join("\n", lines))
        .contains("FAIL  nightly  (successful, run 0199)")
        .contains("60 items · 57 passed · 2 failed · 1 errored · 1:05 min")
        .containsPattern("exact_match +0.950 +0.870 … 0.980 +96.6 % +0.000 +1.000 +59 +1")
        .contains("✘ pass_rate ≥ 0.97: observed 0.966, interval 0.900 … 0.990")
        .contains("! mean_score exact_match ≥ 0.99 (warns only): observed 0.950")
        .contains("? cost ≤ 1: observed –")
        .containsPattern("#12 q-12 +failed +exact_match 0.000 +said \\[31mno")
        .contains("warning: budget is small")
        .contains("All items: assay show 0199 --items")
        .doesNotContain("Page:");
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

    assertThat(String.join("\n", TextReport.of(run, List.of(), List.of())))
        .containsPattern("FIELD ACCURACY +SAMPLES +CORRECTED +ASSUMING ACCEPTED")
        .containsPattern("\nleaves +2 +66.7 % +80.0 % +4 +6 +1\n?");
    assertThat(String.join("\n", MarkdownReport.of(run)))
        .contains("| leaves | 2 | 66.7 % | 80.0 % | 4 | 6 | 1 |")
        .doesNotContain("| other | 0");
  }

  @Test
  void shouldTellPeoplesAndInferredCorrectionsApart() throws Exception {
    // Given a run over traffic, and one of which it is not known
    String known =
        """
        {"id":"1","name":"n","status":"successful","verdict":"pass","counts":{"total":8},
         "target":{"traffic":{"source_type":"skill","id":"s"}},
         "criteria":[{"type":"field_accuracy","min":0.7,"observed":0.75,"outcome":"pass",
           "passed":true,"inferred_share":0.3333},
          {"type":"field_accuracy","truth":"human","min":0.7,"observed":0.875,"outcome":"pass",
           "passed":true,"inferred_share":0}],
         "summary":{"scorers":{"leaves":{"count":6,"fields":{
           "matched":9,"compared":12,"accuracy_corrected":0.75,
           "accuracy_assuming_accepted":0.8125,"uncorrected":2%s,
           "fields":[{"field":"total","correct":4,"errors":2,"accuracy":0.6667%s}]}}}}}
        """;
    RunView told =
        run(
            known.formatted(
                ",\"human\":{\"samples\":4,\"matched\":7,\"compared\":8,\"accuracy\":0.875,"
                    + "\"accuracy_assuming_accepted\":0.9167},\"inferred\":{\"samples\":2,"
                    + "\"matched\":2,\"compared\":4,\"accuracy\":0.5}",
                ",\"human_correct\":3,\"human_errors\":1,\"inferred_correct\":1,"
                    + "\"inferred_errors\":1"));
    RunView before = run(known.formatted("", ""));

    // When / Then
    assertThat(text(told))
        .containsPattern("leaves +6 +75.0 % +81.3 % +9 +12 +2")
        .containsPattern("people's +4 +87.5 % +91.7 % +7 +8")
        .containsPattern("inferred +2 +50.0 % +– +2 +4")
        .containsPattern("total +4 +2 +66.7 % +1 +75.0 % +1 +50.0 %")
        .contains("field_accuracy ≥ 0.7: observed 0.750, inferred corrections 33.3 % of all")
        .contains("field_accuracy by people's corrections ≥ 0.7: observed 0.875\n");
    assertThat(text(before))
        .containsPattern("people's +– +– +– +– +–")
        .containsPattern("total +4 +2 +66.7 % +– +– +– +–");
    assertThat(String.join("\n", MarkdownReport.of(told)))
        .contains("| people's | 4 | 87.5 % | 91.7 % | 7 | 8 |  |");
  }

  @Test
  void shouldShowARunOfWhichLittleIsKnown() throws Exception {
    List<String> lines =
        TextReport.of(run("{\"id\":\"1\",\"status\":\"failed\"}"), List.of(), List.of());

    assertThat(String.join("\n", lines).strip()).isEqualTo("no gate    (failed, run 1)\n0 items");
  }

  @Test
  void shouldWriteMarkdownWithoutRemoteMarkup() throws Exception {
    String hostile =
        "{\"id\":\"1\",\"name\":\"![x](http://evil)<b>\",\"status\":\"successful\",\"verdict\":\"pass\"}";

    assertThat(MarkdownReport.of(run(hostile)).get(0))
        .isEqualTo("### ✔ \\!\\[x\\](http://evil)\\<b\\>");
  }

  @Test
  void shouldSayThatAGateDecidedNothingAndEndSo() throws Exception {
    // Given a run whose gate an answer that knows nothing would pass
    RunView run =
        run(
            """
            {"id":"1","name":"n","status":"successful","verdict":"none",
             "counts":{"total":3,"passed":3},
             "summary":{"pass_rate":1.0,"scorers":{"exact_match":{"mean":0.0,"count":3,
               "pass_rate":1.0}}},
             "criteria":[{"type":"pass_rate","min":0.9,"passed":true,"observed":1.0}]}
            """);

    // Then no report shows a pass or a rate, and the command does not end as after one
    assertThat(ExitCode.of(run)).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(String.join("\n", TextReport.of(run, List.of(), List.of())))
        .contains(
            "NOTHING DECIDED  n", "3 items · 3 scored, none could fail", "Nothing was decided")
        .containsPattern("exact_match +0.000 +– +– +– +– +3")
        .contains("? pass_rate ≥ 0.9")
        .doesNotContain("✔", "100.0 %", "3 passed");
    assertThat(String.join("\n", MarkdownReport.of(run)))
        .contains("### ? n", "| nothing decided |", "- ? pass\\_rate")
        .doesNotContain("✔", "100.0 %");
    assertThat(String.join("\n", GroupReport.text(List.of(run, run))))
        .containsPattern("verdict +nothing decided +nothing decided")
        .containsPattern("pass rate +– +–")
        .doesNotContain("✔", "100.0 %");
  }

  @Test
  void shouldEndWithZeroWithoutAGateOrWithOneThatOnlyWarns() throws Exception {
    String warning =
        "{\"id\":\"1\",\"status\":\"successful\",\"verdict\":\"none\","
            + "\"criteria\":[{\"type\":\"pass_rate\",\"min\":1,\"severity\":\"warn\",\"passed\":false}]}";

    assertThat(ExitCode.of(run(warning))).isZero();
    assertThat(ExitCode.of(run("{\"status\":\"successful\",\"verdict\":\"none\"}"))).isZero();
    assertThat(ExitCode.of(run("{\"status\":\"successful\",\"verdict\":\"unheard_of\"}")))
        .isEqualTo(ExitCode.RUN_FAILED);
  }

  @Test
  void shouldNeverWriteAnUnknownOrATinyCostAsZero() throws Exception {
    // Given answers that cost next to nothing, and a judge whose price nobody knows
    String json =
        """
        {"id":"1","name":"n","status":"successful","verdict":"pass","cost":null,"known_cost":%s,
         "counts":{"total":3},"target":{"model":"m"},
         "summary":{"usage":{"candidate":{"billed":{"cost":%s,"known_cost":%s,"calls":3}},
           "judge":{"billed":{"cost":null,"calls":3}}}}}
        """;

    RunView tiny = run(json.formatted("0.00001", "0.00001", "0.00001"));
    assertThat(text(tiny)).contains("cost ≥ < 0.0001").doesNotContain("0.0000 ", "0.00 ");
    RunView part = run(json.formatted("0.25", "0.25", "0.25"));
    assertThat(text(part)).contains("cost ≥ 0.25");
    assertThat(String.join("\n", MarkdownReport.of(part))).contains("| ≥ 0.25 |");
    assertThat(String.join("\n", GroupReport.text(List.of(part)))).containsPattern("cost +≥ 0.25");
    RunView unknown = run(json.formatted("null", "null", "null"));
    assertThat(text(unknown)).doesNotContain("cost 0");
    assertThat(String.join("\n", MarkdownReport.of(unknown))).endsWith("| – | – |\n\nRun `1`");
  }

  @Test
  void shouldSayWhatCouldNotBeMeasured() throws Exception {
    RunView run =
        run(
            """
            {"id":"1","name":"n","status":"successful","verdict":"pass","counts":{"total":60},
             "unmeasured":{"truncated":12,"filtered":0,"refused":2,"unparsable":1,
               "without_expectation":5,"errors":4}}
            """);

    assertThat(text(run))
        .contains(
            "NOT MEASURED, OR NOT AS A WHOLE",
            "  12 cut off at their token limit",
            "  2 refused",
            "  1 unparsable",
            "  5 without an expected value",
            "  4 ended in error")
        .doesNotContain("filter");
    // A server that does not count them, and one that says it in a warning
    assertThat(text(run("{\"id\":\"1\",\"unmeasured\":null}"))).doesNotContain("NOT MEASURED");
    assertThat(
            text(
                run(
                    """
                    {"id":"1","unmeasured":{"truncated":3,"refused":1},
                     "warnings":[{"code":"TRUNCATED","message":"3 answers were cut off."}]}
                    """)))
        .contains("warning: 3 answers were cut off.", "  1 refused")
        .doesNotContain("3 cut off");
  }

  @Test
  void shouldSayEachReasonOfErrorsOnceAsAWholeSentence() throws Exception {
    String sentence =
        "Provider local: nobody listens at http://127.0.0.1:9/v1/chat/completions; is the server"
            + " started, and is base_url right?";
    List<ItemView> items = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      items.add(error(i, "PROVIDER_UNREACHABLE", sentence + " (after " + i + " ms)"));
    }
    items.add(error(31, "PROVIDER_AUTH", "Provider local: the key is not valid."));

    assertThat(ErrorGroups.lines(items, 31))
        .containsExactly(
            "",
            "ERRORS",
            "  30 × PROVIDER_UNREACHABLE: " + sentence + " (after 1 ms)  (such as #1 q1)",
            "  1 × PROVIDER_AUTH: Provider local: the key is not valid.  (#31 q31)");
    assertThat(ErrorGroups.lines(items, 5_000)).contains("ERRORS (of the first 31)");
  }

  @Test
  void shouldSayWhereAVariableIsMissingAndWhatHelps() {
    String message = "the environment variable OPENAI_API_KEY is not set for the worker";
    assertThat(ErrorGroups.lines(List.of(error(1, "PROVIDER_AUTH", message)), 1))
        .anySatisfy(
            line -> assertThat(line).contains(message, "where the workers start", "assay down"));
  }

  @Test
  void shouldShowSectionsRepeatsAndFields() throws Exception {
    RunView run =
        run(
            """
            {"id":"1","name":"n","status":"successful","verdict":"pass","counts":{"total":60},
             "summary":{
               "sections":{"billing":{"total":40,"passed":30,"failed":9,"errored":1,
                   "pass_rate":0.75,"mean_score":0.8},
                 "returns":{"total":20,"passed":20,"pass_rate":1.0,"mean_score":0.95}},
               "pass_at":[{"k":2,"pass_at_k":0.9,"pass_hat_k":0.6,"items":20}],
               "scorers":{"leaves":{"threshold":1,"fields":{"fields":[
                 {"field":"total","correct":20,"errors":4,"accuracy":0.8333,"band":"fair"},
                 {"field":"date","correct":24,"errors":0,"accuracy":1,"band":"excellent"}]}}}}}
            """);

    assertThat(text(run))
        .containsPattern("billing +40 +30 +9 +1 +75.0 % +0.800")
        .containsPattern("2 +90.0 % +60.0 % +20")
        .containsPattern("FIELD OF leaves +CORRECT +ERRORS +ACCURACY\n *total +20 +4 +83.3 %")
        .doesNotContain("date");
  }

  private static ItemView error(int n, String code, String message) {
    ObjectNode json = Json.mapper().createObjectNode().put("position", n).put("item_id", "q" + n);
    json.put("status", "error").putObject("error").put("code", code).put("message", message);
    return new ItemView(json);
  }

  private static String text(RunView run) {
    return String.join("\n", TextReport.of(run, List.of(), List.of()));
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
