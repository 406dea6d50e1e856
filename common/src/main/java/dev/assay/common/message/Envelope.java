package dev.assay.common.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/**
 * What every message travels in.
 *
 * @param id UUID version 7 of the message, used to drop doubles
 * @param runId the run it belongs to, null when none
 * @param sentAt when it was written, UTC
 * @param traceparent W3C trace context, null when not traced
 * @param body the message itself
 */
public record Envelope<T extends Message>(
    UUID id, UUID runId, Instant sentAt, String traceparent, T body) {

  /** Wraps a message of a run, written now. */
  public static <T extends Message> Envelope<T> of(UUID runId, T body) {
    return new Envelope<>(Ids.next(), runId, Instant.now(), null, body);
  }

  /** The UTF-8 JSON that crosses the wire. */
  public byte[] toBytes() {
    MessageType type = MessageType.of(body);
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("type", type.wire());
    node.put("version", type.version());
    node.put("id", id.toString());
    if (runId != null) {
      node.put("run_id", runId.toString());
    }
    node.put("sent_at", sentAt.toString());
    if (traceparent != null) {
      node.put("traceparent", traceparent);
    }
    node.putPOJO("body", body);
    try {
      return Json.mapper().writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message of ours cannot be written as JSON", e);
    }
  }

  /**
   * Reads what crossed the wire.
   *
   * @throws UnreadableMessageException when it is not JSON, of unknown type, or of a newer version
   */
  public static Envelope<? extends Message> read(byte[] bytes) {
    try {
      JsonNode node = Json.mapper().readTree(bytes);
      MessageType type = MessageType.of(node.path("type").asText());
      int version = node.path("version").asInt();
      if (version < 1 || version > type.version()) {
        throw new UnreadableMessageException(
            type.wire() + " version " + version + " is newer than " + type.version());
      }
      if (!node.path("body").isObject()) {
        throw new UnreadableMessageException("a " + type.wire() + " has no body");
      }
      return new Envelope<>(
          UUID.fromString(node.path("id").asText()),
          node.hasNonNull("run_id") ? UUID.fromString(node.get("run_id").asText()) : null,
          Instant.parse(node.path("sent_at").asText()),
          node.hasNonNull("traceparent") ? node.get("traceparent").asText() : null,
          Json.mapper().treeToValue(node.path("body"), type.body()));
    } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new UnreadableMessageException("a message could not be read", e);
    }
  }

  /**
   * The body, when it is of the class expected here.
   *
   * @throws UnreadableMessageException when it is of another class
   */
  public <B extends Message> B body(Class<B> expected) {
    if (!expected.isInstance(body)) {
      throw new UnreadableMessageException(
          "expected " + expected.getSimpleName() + ", got " + body.getClass().getSimpleName());
    }
    return expected.cast(body);
  }
}
