package dev.assay.run.traffic.inference;

import static dev.assay.run.testing.TestApi.asAdmin;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.UUID;

/**
 * Answers of which one was corrected, one noted and one is silent, and what a model makes of the
 * note.
 */
final class Noted {
  static final Map<String, Object> BY = Map.of("provider", "simulated", "model", "sim");
  static final String DOLLARS = "{\"total\": 2, \"currency\": \"USD\"}";

  private final Production production;

  Noted(Production production) {
    this.production = production;
  }

  /** One answer that a person corrected, one that somebody noted something of, one without. */
  void three() {
    production.log(
        "requests",
        production.request("right", 1, Map.of("total", 1, "currency", "EUR")),
        production.request("noted", 2, Map.of("total", 2, "currency", "EUR")),
        production.request("silent", 3, Map.of("total", 3, "currency", "EUR")));
    production.say("right", "response", Map.of("total", 1, "currency", "EUR"));
    production.say("noted", "notes", "these are dollars", "by", "anna", "identifier", "first");
  }

  Map<String, Object> launch() {
    return production.launch("infer_corrections", BY);
  }

  static ModelReply dollars(ModelCall call) {
    return Replies.answer(call, TextNode.valueOf(DOLLARS));
  }

  static JsonPath outcome(UUID run) {
    return asAdmin().get("/v1/runs/{id}/outcome", run).then().statusCode(200).extract().jsonPath();
  }

  JsonPath said(String id) {
    return asAdmin()
        .get("/v1/feedback?entity_type=request&entity_id=" + production.skill() + "-" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
