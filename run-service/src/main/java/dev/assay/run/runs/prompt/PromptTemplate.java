package dev.assay.run.runs.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an item into a conversation. Logic-less templates see {@code input} and {@code item}, never
 * the expected value. Without a template, chat messages are sent as they are and any other input is
 * the user's message. Images of the item stand behind the last user message's text.
 */
public final class PromptTemplate {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(false).withFormatter(PromptTemplate::text);

  private final Template system;
  private final Template user;

  /**
   * Compiles the templates; null for none.
   *
   * @throws PromptFailedException when a template is not valid, saying where
   */
  public PromptTemplate(String system, String user) {
    this.system = compile("system", system);
    this.user = compile("user", user);
  }

  private static Template compile(String which, String text) {
    try {
      return text == null ? null : COMPILER.compile(text);
    } catch (MustacheException e) {
      throw new PromptFailedException("The " + which + " template: " + e.getMessage());
    }
  }

  /**
   * The conversation for an item.
   *
   * @param body the item's JSON
   * @throws PromptFailedException when the template names what the item does not have
   */
  public List<ChatMessage> render(String itemId, String section, String label, JsonNode body) {
    List<ChatMessage> messages = new ArrayList<>();
    JsonNode input = body.path("input");
    Map<String, Object> context = context(itemId, section, label, body);
    if (system != null) {
      messages.add(new ChatMessage("system", TextNode.valueOf(execute(system, context))));
    }
    if (user != null) {
      messages.add(new ChatMessage("user", TextNode.valueOf(execute(user, context))));
    } else if (isConversation(input)) {
      input.forEach(m -> messages.add(new ChatMessage(m.get("role").asText(), m.get("content"))));
    } else {
      messages.add(new ChatMessage("user", TextNode.valueOf(text(input))));
    }
    ItemImages.add(body.path("assets"), messages);
    return messages;
  }

  private static boolean isConversation(JsonNode input) {
    if (!input.isArray() || input.isEmpty()) {
      return false;
    }
    for (JsonNode message : input) {
      if (!message.path("role").isTextual() || !message.has("content")) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> context(
      String itemId, String section, String label, JsonNode body) {
    Map<String, Object> item =
        new LinkedHashMap<>(
            Json.mapper().convertValue(body, new TypeReference<Map<String, Object>>() {}));
    item.remove("expected");
    item.put("id", itemId);
    putIfPresent(item, "section", section);
    putIfPresent(item, "label", label);
    Map<String, Object> context = new LinkedHashMap<>(item);
    context.put("item", item);
    return context;
  }

  private static void putIfPresent(Map<String, Object> map, String key, String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static String execute(Template template, Map<String, Object> context) {
    try {
      return template.execute(context);
    } catch (MustacheException e) {
      throw new PromptFailedException(e.getMessage());
    }
  }

  private static String text(Object value) {
    if (value instanceof JsonNode node) {
      return node.isTextual() ? node.asText() : node.toString();
    }
    if (value instanceof Map || value instanceof List) {
      try {
        return Json.mapper().writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new PromptFailedException("A value cannot be written as JSON.");
      }
    }
    return String.valueOf(value);
  }
}
