package dev.assay.run.traffic.improve;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A skill whose answers were corrected, and a model that is asked for a better version. */
final class Improving {
  static final String SYSTEM = "Read the document. Amounts are in the currency it names.";
  static final String BETTER =
      Json.mapper()
          .valueToTree(
              map(
                  "reasoning",
                  "The currency is guessed.",
                  "prompt",
                  map("system", SYSTEM, "user", "{{input}}"),
                  "output_schema",
                  null))
          .toString();

  private final Production production = new Production();
  private final Lab lab;

  Improving(Lab lab) {
    this.lab = lab;
  }

  String skill() {
    return production.skill();
  }

  Production production() {
    return production;
  }

  /** Saves the skill; its version. */
  int save(String system) {
    return asAdmin()
        .body(
            map(
                "prompt",
                map("system", system, "user", "{{input}}"),
                "output_schema",
                map("type", "object"),
                "model",
                map("provider", "simulated", "model", "sim")))
        .put("/v1/skills/{name}", skill())
        .then()
        .statusCode(201)
        .extract()
        .path("version");
  }

  /** Two answers that were wrong in their currency and one that was right, in a run that ended. */
  UUID evaluated() {
    production
        .log(
            "requests",
            production.request("a", 1, Map.of("total", 1, "currency", "EUR")),
            production.request("b", 2, Map.of("total", 2, "currency", "EUR")),
            production.request("c", 3, Map.of("total", 3, "currency", "EUR")))
        .statusCode(200);
    production.say("a", "response", Map.of("total", 1, "currency", "USD"), "notes", "dollars");
    production.say("b", "response", Map.of("total", 2, "currency", "USD"));
    production.say("c", "response", Map.of("total", 3, "currency", "EUR"));
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    return run;
  }

  /** The model proposes this; everybody else answers what is right. */
  static void proposing(FakeWorker worker, String proposal) {
    worker.answeringOne(call -> reply(call, proposal));
  }

  private static ModelReply reply(ModelCall call, String proposal) {
    return isProposal(call)
        ? Replies.answer(call, TextNode.valueOf(proposal))
        : Replies.right(call);
  }

  static boolean isProposal(ModelCall call) {
    return call.itemId().equals("proposal");
  }

  /** Asks for a better version; the improvement. */
  static UUID optimize(UUID run, Object... pairs) {
    return UUID.fromString(
        asAdmin()
            .body(new HashMap<>(map(pairs)))
            .post("/v1/runs/{id}/optimize", run)
            .then()
            .statusCode(202)
            .extract()
            .path("id"));
  }

  static JsonPath show(UUID improvement) {
    return asAdmin()
        .get("/v1/improvements/{id}", improvement)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Waits until nothing more comes of it. */
  static JsonPath awaitEnd(UUID improvement) {
    await()
        .atMost(Lab.LONG)
        .untilAsserted(() -> assertThat(show(improvement).getString("finished_at")).isNotNull());
    return show(improvement);
  }

  /** The versions of the skill, the newest first. */
  List<Integer> versions() {
    return asAdmin()
        .get("/v1/skills/{name}/versions", skill())
        .then()
        .statusCode(200)
        .extract()
        .path("data.version");
  }

  /** A version of the skill. */
  JsonNode version(int version) {
    return asAdmin()
        .get("/v1/skills/{name}", skill() + "@" + version)
        .then()
        .statusCode(200)
        .extract()
        .as(JsonNode.class);
  }
}
