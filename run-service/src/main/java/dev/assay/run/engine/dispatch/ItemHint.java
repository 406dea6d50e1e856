package dev.assay.run.engine.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** The item for an endpoint whose template names it: all of it but what is expected. */
final class ItemHint {
  private static final Pattern NAMED = Pattern.compile("\\{\\{\\s*item\\b");

  private ItemHint() {}

  /** Null when neither the body nor the path of the options names the item. */
  static JsonNode of(JsonNode options, ClaimedUnit unit, JsonNode body) {
    boolean named =
        options != null
            && (NAMED.matcher(options.path("body").toString()).find()
                || NAMED.matcher(options.path("path").asText("")).find());
    if (!named || !(body instanceof ObjectNode)) {
      return null;
    }
    ObjectNode item = body.deepCopy();
    item.remove("expected");
    item.put("id", unit.itemId());
    if (unit.section() != null) {
      item.put("section", unit.section());
    }
    if (unit.label() != null) {
      item.put("label", unit.label());
    }
    return item;
  }
}
