package dev.assay.cli.render.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.render.RunView;
import dev.assay.common.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTableTest {
  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }

  @Test
  void shouldSumUpTheSpansOfARunByKindAndName() throws Exception {
    // Given
    JsonNode run =
        json(
            """
            {"id":"1","name":"n","status":"successful","verdict":"none","counts":{"total":3},
             "summary":{"scorers":{
               "relevancy":{"mean":0.6,"count":2,"spans":[
                 {"kind":"retriever","name":"docs","items":2,"spans":5,"count":3,"errors":1,
                  "skipped":1,"mean":0.75,"min":0.5,"max":1,
                  "mean_interval":{"lower":0.6,"upper":0.9}},
                 {"kind":"retriever","name":"faq","items":1,"spans":1,"count":0,"errors":0,
                  "skipped":1,"mean":null}]},
               "whole":{"mean":1,"count":2}}}}
            """);

    // When
    String text =
        String.join("\n", TextReport.of(new RunView((ObjectNode) run), List.of(), List.of()));

    // Then
    assertThat(text)
        .containsPattern("relevancy +retriever +docs +2 +5 +0.750 +0.600 … 0.900 +0.500 +3 +1 +1")
        .containsPattern("relevancy +retriever +faq +1 +1 +– +– +– +0 +0 +1")
        .doesNotContainPattern("whole +retriever");
  }

  @Test
  void shouldTellTheScoreOfEachSpanOfAnItem() throws Exception {
    // Given
    JsonNode detail =
        json(
            """
            {"summary":{"position":1,"item_id":"t","status":"failed"},
             "scores":[{"key":"relevancy","status":"error","spans":[
               {"span_id":"a","kind":"retriever","name":"docs","status":"success","score":0.25,
                "passed":false,"reason":"beside the point"},
               {"span_id":"b","kind":"retriever","name":"faq","status":"skipped",
                "reason":"The span has no documents."},
               {"span_id":"c","kind":"retriever","name":"\\u001b[31mevil","status":"error",
                "error":{"code":"JUDGE_UNPARSABLE","message":"twice"}}]}]}
            """);

    // When
    String text = String.join("\n", ItemReport.of(detail));

    // Then
    assertThat(text)
        .containsPattern("docs +retriever +relevancy +0.250 +no +beside the point")
        .containsPattern("faq +retriever +relevancy +skipped +– +The span has no documents.")
        .containsPattern("relevancy +error +– +JUDGE_UNPARSABLE: twice")
        .doesNotContain("\u001b");
  }
}
