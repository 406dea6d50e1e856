package dev.assay.run.engine.losses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;

/**
 * Which hand-out of a unit a call belongs to, carried in the call's context: a reply that asks to
 * wait counts only for the hand-out it answers.
 */
public final class HandOut {
  private static final String FIELD = "hand_out";

  private static final String LOST = "redelivered";

  private HandOut() {}

  /**
   * Notes the number in a call's context.
   *
   * @param context what else it carries, null for nothing
   */
  public static JsonNode note(JsonNode context, int number) {
    ObjectNode noted =
        context instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
    return noted.put(FIELD, number);
  }

  /** Null when the context does not say. */
  public static Integer read(JsonNode context) {
    JsonNode number = context == null ? null : context.get(FIELD);
    return number == null || !number.canConvertToInt() ? null : number.asInt();
  }

  /** Whether a request to wait says that the worker before was lost with the call. */
  public static boolean lost(JsonNode context) {
    return context != null && context.path(LOST).asBoolean();
  }
}
