package dev.assay.run.runs.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.template.Template;
import dev.assay.common.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Turns an item into a conversation. Logic-less templates see {@code input} and {@code item}, never
 * the expected value. Without a template, chat messages are sent as they are and any other input is
 * the user's message. Assets of the item stand behind the last user message's text.
 */
public final class PromptTemplate {
  private final Template system;
  private final Template user;
  private final PromptFailedException unreadable;

  /**
   * Reads the templates; null for none.
   *
   * @throws PromptFailedException when a template is not valid, saying where
   */
  public PromptTemplate(String system, String user) {
    this(read("system", system), read("user", user), null);
  }

  private PromptTemplate(Template system, Template user, PromptFailedException unreadable) {
    this.system = system;
    this.user = user;
    this.unreadable = unreadable;
  }

  /**
   * Of a run that is there already. Its templates were read when it was launched, perhaps under
   * rules that were less strict: what cannot be read now is the error of each item, and no reason
   * to stop anything else.
   */
  public static PromptTemplate stored(String system, String user) {
    try {
      return new PromptTemplate(system, user);
    } catch (PromptFailedException e) {
      return new PromptTemplate(null, null, e);
    }
  }

  private static Template read(String which, String text) {
    try {
      return text == null ? null : Template.read(text);
    } catch (TemplateException e) {
      throw failed(which, e);
    }
  }

  private static PromptFailedException failed(String which, TemplateException e) {
    return new PromptFailedException("The " + which + " template, " + e.getMessage());
  }

  /**
   * Checks the names in the templates without an item.
   *
   * @throws PromptFailedException for the first name that no item can have, saying where
   */
  public PromptTemplate requireNames() {
    each(
        (which, template) ->
            template
                .names()
                .forEach(
                    name -> {
                      String wrong = ItemNames.wrong(name);
                      if (wrong != null) {
                        throw new PromptFailedException(
                            "The "
                                + which
                                + " template, line "
                                + name.at().line()
                                + ", column "
                                + name.at().column()
                                + ": "
                                + wrong);
                      }
                    }));
    return this;
  }

  /** Does something with each template there is, and what it is called. */
  void each(BiConsumer<String, Template> work) {
    if (system != null) {
      work.accept("system", system);
    }
    if (user != null) {
      work.accept("user", user);
    }
  }

  /**
   * The conversation for an item.
   *
   * @param body the item's JSON
   * @throws PromptFailedException when the template names what the item does not have, or does too
   *     much over this item
   */
  public List<ChatMessage> render(String itemId, String section, String label, JsonNode body) {
    if (unreadable != null) {
      throw unreadable;
    }
    List<ChatMessage> messages = new ArrayList<>();
    JsonNode input = body.path("input");
    JsonNode values = values(itemId, section, label, body);
    if (system != null) {
      messages.add(message("system", system, values));
    }
    if (user != null) {
      messages.add(message("user", user, values));
    } else if (isConversation(input)) {
      input.forEach(m -> messages.add(new ChatMessage(m.get("role").asText(), m.get("content"))));
    } else {
      String text = input.isTextual() ? input.textValue() : input.toString();
      messages.add(new ChatMessage("user", TextNode.valueOf(text)));
    }
    ItemAssets.add(body.path("assets"), messages);
    FileParts.check(messages);
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

  /** What templates see of an item: its fields, also as {@code item}, without what is expected. */
  static ObjectNode values(String itemId, String section, String label, JsonNode body) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    body.properties().forEach(field -> item.set(field.getKey(), field.getValue()));
    item.remove("expected");
    item.put("id", itemId);
    if (section != null) {
      item.put("section", section);
    }
    if (label != null) {
      item.put("label", label);
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.setAll(item);
    values.set("item", item);
    return values;
  }

  private static ChatMessage message(String role, Template template, JsonNode values) {
    try {
      return new ChatMessage(role, TextNode.valueOf(template.fill(values)));
    } catch (TemplateException e) {
      throw failed(role, e);
    }
  }
}
