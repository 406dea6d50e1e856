package dev.assay.worker.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.AssetPlace;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.worker.kind.parts.DataUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds assets by reference in a call, and puts data in their place. */
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
      ObjectNode whole = part.deepCopy();
      put(AssetPlace.of(part).orElseThrow(), whole, dataUrls.get(link.get().sha256()));
      parts.add(whole);
    }
    return parts;
  }

  private static void put(AssetPlace place, ObjectNode part, String dataUrl) {
    switch (place) {
      case IMAGE, DOCUMENT -> place.put(part, dataUrl);
      case SOUND -> {
        DataUrl sound = DataUrl.parse(dataUrl);
        ObjectNode holder = place.put(part, sound.base64());
        if (!holder.hasNonNull("format")) {
          holder.put("format", AssetPlace.soundFormat(sound.mediaType()));
        }
      }
    }
  }

  private static Optional<AssetLink> link(JsonNode part) {
    return part.isObject()
        ? AssetPlace.of(part).flatMap(place -> AssetLink.of(place.value(part)))
        : Optional.empty();
  }
}
