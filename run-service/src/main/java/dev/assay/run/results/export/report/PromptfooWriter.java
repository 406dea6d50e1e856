package dev.assay.run.results.export.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in the layout of promptfoo's results file, version 3, as far as the data exist. What Assay
 * does not know is left out: the prompt is the template, not what an item made of it.
 */
public final class PromptfooWriter implements UnitWriter {
  private static final int NONE = 0;
  private static final int ASSERTION = 1;
  private static final int ERROR = 2;

  private final JsonNode run;
  private final String provider;
  private final ObjectNode prompt;
  private boolean first = true;

  /**
   * @param run as the API shows it
   */
  public PromptfooWriter(JsonNode run) {
    this.run = run;
    JsonNode target = run.path("target");
    provider =
        target.hasNonNull("provider")
            ? target.get("provider").asText() + ":" + target.path("model").asText()
            : "pushed";
    String raw = target.path("prompt").isObject() ? template(target.path("prompt")) : "{{input}}";
    prompt = node().put("raw", raw).put("label", raw);
  }

  @Override
  public byte[] head() {
    ArrayNode prompts = Json.mapper().createArrayNode();
    prompts.add(prompt.deepCopy().put("provider", provider).put("id", "prompt"));
    String at = run.path("finished_at").asText(run.path("queued_at").asText(""));
    return utf8(
        "{\"evalId\":"
            + run.path("id")
            + ",\"results\":{\"version\":3,\"timestamp\":"
            + Json.mapper().valueToTree(at)
            + ",\"prompts\":"
            + prompts
            + ",\"results\":[");
  }

  @Override
  public byte[] units(List<JsonNode> units) {
    StringBuilder text = new StringBuilder();
    for (JsonNode unit : units) {
      text.append(first ? "\n" : ",\n").append(result(unit));
      first = false;
    }
    return utf8(text.toString());
  }

  @Override
  public byte[] tail() {
    JsonNode counts = run.path("counts");
    JsonNode billed = run.path("summary").path("usage").path("candidate").path("billed");
    ObjectNode stats =
        node()
            .put("successes", counts.path("passed").asLong())
            .put("failures", counts.path("failed").asLong())
            .put("errors", counts.path("errored").asLong());
    ObjectNode usage = stats.putObject("tokenUsage");
    usage.put("prompt", billed.path("tokens_in").asLong());
    usage.put("completion", billed.path("tokens_out").asLong());
    usage.put("total", billed.path("tokens_in").asLong() + billed.path("tokens_out").asLong());
    usage.put("numRequests", billed.path("calls").asLong());
    ObjectNode config = node();
    config.put("description", run.path("name").asText());
    config.putArray("providers").add(provider);
    config.putArray("prompts").add(prompt.get("raw"));
    return utf8("\n],\"stats\":" + stats + "},\"config\":" + config + ",\"shareableUrl\":null}\n");
  }

  private ObjectNode result(JsonNode unit) {
    String status = unit.path("status").asText();
    ObjectNode vars = node();
    vars.set("input", unit.path("input"));
    if (unit.has("expected")) {
      vars.set("expected", unit.get("expected"));
    }
    ObjectNode result = node();
    result.put("id", run.path("id").asText() + "/" + unit.path("position").asInt());
    result.put("promptIdx", 0).put("promptId", "prompt");
    result.put("testIdx", unit.path("position").asInt() - 1);
    ObjectNode test = result.putObject("testCase");
    test.put("description", unit.path("item_id").asText());
    test.set("vars", vars.deepCopy());
    test.putArray("assert");
    result.set("vars", vars);
    result.set("prompt", prompt.deepCopy());
    result.putObject("provider").put("id", provider).put("label", provider);
    response(result, unit);
    grading(result, unit, status);
    result.put("success", status.equals("passed"));
    result.put(
        "failureReason",
        status.equals("passed") ? NONE : status.equals("failed") ? ASSERTION : ERROR);
    if (!status.equals("passed") && !status.equals("failed")) {
      String why = Texts.of(unit.path("error").path("message"), 2_000);
      result.put("error", why.isEmpty() ? "The item is " + status + "." : why);
    }
    result.put("latencyMs", unit.path("latency_ms").asLong());
    if (unit.hasNonNull("cost")) {
      result.set("cost", unit.get("cost"));
    }
    ObjectNode metadata = result.putObject("metadata");
    for (String name : List.of("item_id", "section", "label", "repeat", "status")) {
      if (unit.hasNonNull(name)) {
        metadata.set(name, unit.get(name));
      }
    }
    return result;
  }

  private static void response(ObjectNode result, JsonNode unit) {
    ObjectNode usage = node();
    if (unit.path("usage").isObject()) {
      long in = unit.path("usage").path("input").asLong();
      long out = unit.path("usage").path("output").asLong();
      usage.put("prompt", in).put("completion", out).put("total", in + out);
      usage.put("cached", unit.path("cached").asBoolean() ? in + out : 0);
      usage.put("numRequests", unit.path("attempts").size());
      result.set("tokenUsage", usage.deepCopy());
    }
    if (!unit.has("output")) {
      return;
    }
    ObjectNode response = result.putObject("response");
    response.set("output", unit.get("output"));
    response.put("cached", unit.path("cached").asBoolean());
    if (!usage.isEmpty()) {
      response.set("tokenUsage", usage);
    }
    if (unit.hasNonNull("cost")) {
      response.set("cost", unit.get("cost"));
    }
    if (unit.hasNonNull("finish_reason")) {
      response.set("finishReason", unit.get("finish_reason"));
    }
    if (unit.hasNonNull("tool_calls")) {
      response.set("toolCalls", unit.get("tool_calls"));
    }
  }

  /** promptfoo's score of an item is the mean of its components'. */
  private void grading(ObjectNode result, JsonNode unit, String status) {
    ObjectNode named = node();
    ArrayNode components = Json.mapper().createArrayNode();
    List<String> reasons = new ArrayList<>();
    double sum = 0;
    for (var entry : unit.path("scores").properties()) {
      JsonNode score = entry.getValue();
      double value = score.path("score").asDouble(0);
      sum += value;
      boolean pass =
          score.path("passed").isBoolean()
              ? score.get("passed").asBoolean()
              : score.path("status").asText().equals("success");
      String reason = Texts.of(score.path("reason"), 2_000);
      if (reason.isEmpty()) {
        reason = Texts.of(score.path("error").path("message"), 2_000);
      }
      if (!pass && !reason.isEmpty()) {
        reasons.add(entry.getKey() + ": " + reason);
      }
      ObjectNode component = components.addObject();
      component.put("pass", pass).put("score", value).put("reason", reason);
      ObjectNode assertion = component.putObject("assertion");
      assertion.put("type", score.path("scorer").asText()).put("metric", entry.getKey());
      assertion.set("threshold", threshold(entry.getKey()));
      named.put(entry.getKey(), value);
    }
    double mean = components.isEmpty() ? 0 : sum / components.size();
    boolean passed = status.equals("passed");
    ObjectNode grading = result.putObject("gradingResult");
    grading.put("pass", passed).put("score", mean);
    grading.put(
        "reason",
        passed ? "All assertions passed" : reasons.isEmpty() ? status : String.join("; ", reasons));
    grading.set("namedScores", named.deepCopy());
    grading.set("componentResults", components);
    result.put("score", mean);
    result.set("namedScores", named);
  }

  private JsonNode threshold(String key) {
    for (JsonNode scorer : run.path("scorers")) {
      if (scorer.path("key").asText().equals(key) && scorer.hasNonNull("threshold")) {
        return scorer.get("threshold");
      }
    }
    return Json.mapper().nullNode();
  }

  private static String template(JsonNode prompt) {
    String system = prompt.path("system").asText("");
    String user = prompt.path("user").asText("{{input}}");
    return system.isEmpty() ? user : system + "\n\n" + user;
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
