package dev.assay.run.testing;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logs what production answered and what people said of it, for a skill that nobody else uses. */
public final class Production {
  private final String skill = unique("skill");

  /** Its name. */
  public String skill() {
    return skill;
  }

  /** A request that was answered at a minute of 2026-11-01. */
  public Map<String, Object> request(String id, int minute, Object response) {
    Map<String, Object> request = new HashMap<>();
    request.put("id", skill + "-" + id);
    request.put("skill", skill);
    request.put("input", "document " + id);
    request.put("response", response);
    request.put("model", "m1");
    request.put("latency_ms", 100 + minute);
    request.put("tokens", Map.of("input", 10, "output", 5));
    request.put("cost", 0.25);
    request.put("at", "2026-11-01T10:%02d:00Z".formatted(minute));
    return request;
  }

  /** Logs records; what came of it. */
  public ValidatableResponse log(String collection, Object... records) {
    return asAdmin().body(List.of(records)).post("/v1/traffic/" + collection).then();
  }

  /** Says something of a request. */
  public ValidatableResponse say(String id, Object... pairs) {
    Map<String, Object> feedback = new HashMap<>(TestApi.map(pairs));
    feedback.put("entity_type", "request");
    feedback.put("entity_id", skill + "-" + id);
    return asAdmin().body(feedback).post("/v1/feedback").then();
  }

  /** A launch over it, scored by its fields. */
  public Map<String, Object> launch(Object... source) {
    Map<String, Object> traffic = new HashMap<>(TestApi.map(source));
    traffic.put("source_type", "skill");
    traffic.put("id", skill);
    Map<String, Object> launch = new HashMap<>();
    launch.put("name", skill);
    launch.put("target", Map.of("traffic", traffic));
    launch.put("scorers", new ArrayList<>(List.of("field_accuracy")));
    return launch;
  }
}
