package dev.assay.worker.kind.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;

/** What placeholders of a template stand for. */
final class TemplateValues {
  private final ModelRequest request;

  /** Of one question; {@code item} is what the call carries of the item, never what is expected. */
  TemplateValues(ModelRequest request) {
    this.request = request;
  }

  /**
   * The value of a placeholder; missing when there is none.
   *
   * @param name {@code input} (content of the last user message), {@code messages}, {@code model},
   *     {@code stream} (whether it is to be streamed), {@code params} or {@code item}; the latter
   *     two also with a path behind a dot
   */
  JsonNode of(String name) {
    String[] path = name.split("\\.");
    JsonNode value =
        switch (path[0]) {
          case "input" -> input();
          case "messages" -> Json.mapper().valueToTree(request.messages());
          case "model" -> request.model() == null ? null : TextNode.valueOf(request.model());
          case "stream" -> BooleanNode.valueOf(request.stream());
          case "params" -> request.params();
          case "item" -> request.hint();
          default -> null;
        };
    for (int i = 1; i < path.length && value != null; i++) {
      value = value.isArray() ? element(value, path[i]) : value.get(path[i]);
    }
    return value == null || value.isNull() && path.length == 1 ? MissingNode.getInstance() : value;
  }

  private JsonNode input() {
    List<ChatMessage> messages = request.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if ("user".equals(messages.get(i).role())) {
        return messages.get(i).content();
      }
    }
    return null;
  }

  private static JsonNode element(JsonNode array, String index) {
    return index.matches("\\d{1,6}") ? array.get(Integer.parseInt(index)) : null;
  }
}
