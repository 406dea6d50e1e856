package dev.assay.worker.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds images by reference in a call, and puts data in their place. */
final class AssetParts {
  private AssetParts() {}

  /** Every asset once, by its SHA-256; empty for nearly all calls. */
  static Map<String, AssetLink> links(ModelRequest request) {
    Map<String, AssetLink> links = null;
    for (ChatMessage message : request.messages()) {
      if (message.content() == null || !message.content().isArray()) {
        continue;
      }
      for (JsonNode part : message.content()) {
        Optional<AssetLink> link = link(part);
        if (link.isPresent()) {
          links = links == null ? new LinkedHashMap<>() : links;
          links.putIfAbsent(link.get().sha256(), link.get());
        }
      }
    }
    return links == null ? Map.of() : links;
  }

  /** The call with data URLs by SHA-256 instead of references. */
  static ModelCall with(ModelCall call, Map<String, String> dataUrls) {
    ModelRequest asked = call.request();
    List<ChatMessage> messages = new ArrayList<>(asked.messages().size());
    for (ChatMessage message : asked.messages()) {
      messages.add(
          new ChatMessage(
              message.role(),
              content(message.content(), dataUrls),
              message.toolCalls(),
              message.toolCallId()));
    }
    return new ModelCall(
        call.unit(),
        call.itemId(),
        call.repeat(),
        call.provider(),
        new ModelRequest(
            asked.model(),
            messages,
            asked.params(),
            asked.stream(),
            asked.hint(),
            asked.operation()),
        call.policy(),
        call.concurrency(),
        call.admitted(),
        call.replyTo(),
        call.deadlineAt(),
        call.attemptsMade(),
        call.question(),
        call.context(),
        call.freeAttempts());
  }

  private static JsonNode content(JsonNode content, Map<String, String> dataUrls) {
    if (content == null || !content.isArray()) {
      return content;
    }
    ArrayNode parts = JsonNodeFactory.instance.arrayNode(content.size());
    for (JsonNode part : content) {
      Optional<AssetLink> link = link(part);
      if (link.isEmpty()) {
        parts.add(part);
        continue;
      }
      ObjectNode image = parts.addObject();
      image.setAll((ObjectNode) part);
      ObjectNode url = JsonNodeFactory.instance.objectNode();
      if (part.get("image_url") instanceof ObjectNode given) {
        url.setAll(given);
      }
      image.set("image_url", url.put("url", dataUrls.get(link.get().sha256())));
    }
    return parts;
  }

  private static Optional<AssetLink> link(JsonNode part) {
    if (!part.isObject() || !"image_url".equals(part.path("type").asText())) {
      return Optional.empty();
    }
    JsonNode image = part.path("image_url");
    return AssetLink.of(image.isTextual() ? image.asText() : image.path("url").asText(""));
  }
}
