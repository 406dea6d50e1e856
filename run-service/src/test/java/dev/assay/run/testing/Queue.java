package dev.assay.run.testing;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A review queue over the records of a skill that nobody else uses. */
public final class Queue {
  private final String name = unique("queue");
  private final Production production;

  /** Over what this logs. */
  public Queue(Production production) {
    this.production = production;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its address. */
  public String path() {
    return "/v1/queues/" + name;
  }

  /** What makes it, with a rule of these fields. */
  public Map<String, Object> body(Object... rule) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("filter", Map.of("skill", production.skill()));
    body.put("rule", TestApi.map(rule));
    return body;
  }

  /** Makes it; what came of it. */
  public ValidatableResponse make(Object... rule) {
    return asAdmin().body(body(rule)).post("/v1/queues").then();
  }

  /** Fills it. */
  public ValidatableResponse fill() {
    return asAdmin().post(path() + "/fill").then();
  }

  /** What a person gets. */
  public ValidatableResponse next(String by) {
    return asAdmin().body(Map.of("by", by)).post(path() + "/next").then();
  }

  /** The item that a person gets, which is there; what it is of has the id without the skill. */
  public Got get(String by) {
    JsonPath item = next(by).statusCode(200).extract().jsonPath();
    String of = item.getString("item.entity_id");
    return new Got(
        UUID.fromString(item.getString("item.id")), of.substring(production.skill().length() + 1));
  }

  /** An item that somebody has. */
  public record Got(UUID id, String of) {}

  /** Does something with an item. */
  public ValidatableResponse act(UUID item, String action, String by, Object... more) {
    Map<String, Object> body = TestApi.map(more);
    body.put("by", by);
    return asAdmin().body(body).post(path() + "/items/" + item + "/" + action).then();
  }

  /** As if it had been filled an hour ago: what found nothing then is looked for again. */
  public void anHourAfterItWasFilled(Lab lab) {
    lab.all(
        "update review_queues set filled_at = filled_at - interval '1 hour' where name = $1", name);
  }

  /** As if it had just been filled, however long the test takes. */
  public void justAfterItWasFilled(Lab lab) {
    lab.all(
        "update review_queues set filled_at = filled_at + interval '1 hour' where name = $1", name);
  }

  /** As if everything had been looked at an hour ago. */
  public void anHourAfterAllWasLookedAt(Lab lab) {
    lab.all(
        "update review_queues set whole_at = whole_at - interval '1 hour' where name = $1", name);
  }

  /** How far people are. */
  public ValidatableResponse show() {
    return asAdmin().get(path()).then().statusCode(200);
  }
}
