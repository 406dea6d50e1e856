package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.List;

/** An item's assets as parts of a chat message's content. */
final class Assets {
  private Assets() {}

  /** The images, in order: by reference, by URL, or with their data. */
  static List<JsonNode> images(JsonNode assets) {
    List<JsonNode> images = new ArrayList<>();
    if (assets == null || !assets.isArray()) {
      return images;
    }
    for (JsonNode asset : assets) {
      String url = url(asset);
      if (url != null && "image".equals(asset.path("kind").asText())) {
        ObjectNode part = Json.mapper().createObjectNode().put("type", "image_url");
        part.putObject("image_url").put("url", url);
        images.add(part);
      }
    }
    return images;
  }

  private static String url(JsonNode asset) {
    if (asset.path("ref").isTextual()) {
      String ref = asset.get("ref").textValue();
      return ref.startsWith("asset:") ? ref : "asset:" + ref;
    }
    if (asset.path("url").isTextual()) {
      return asset.get("url").textValue();
    }
    return asset.path("data").isTextual() ? asset.get("data").textValue() : null;
  }
}
