package dev.assay.run.engine.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.status.UnitStatus;
import java.util.List;
import java.util.Map;

/**
 * A unit that reached its end, as live pages are told.
 *
 * @param scores by key; a null value means the scorer could not measure or did not apply
 */
public record SettledUnit(
    int position,
    int repeat,
    UnitStatus status,
    Integer latencyMs,
    String errorCode,
    Map<String, Double> scores) {

  public static SettledUnit of(AnswerStore.Effect effect, AnswerStore.Changed where) {
    return new SettledUnit(
        where.position(),
        where.repeat(),
        effect.status(),
        null,
        effect.reply().failure().code().name(),
        Map.of());
  }

  static ObjectNode event(List<SettledUnit> units) {
    ObjectNode data = Json.mapper().createObjectNode();
    units.forEach(unit -> data.withArray("items").add(unit.toJson()));
    return data;
  }

  private ObjectNode toJson() {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("position", position);
    node.put("repeat", repeat);
    node.put("status", status.wire());
    if (latencyMs != null) {
      node.put("latency_ms", latencyMs);
    }
    if (errorCode != null) {
      node.put("error_code", errorCode);
    }
    scores.forEach((key, score) -> node.withObjectProperty("scores").put(key, score));
    return node;
  }
}
