package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.traffic.otlp.wire.AnyValues;
import io.opentelemetry.proto.trace.v1.Span.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a span says in events, or in several attributes at once, put where the table finds it: below
 * names that no instrumentation uses.
 */
final class SpanEvents {
  /** Begins every name that is added. */
  static final String ADDED = "@";

  /** Messages of events up to 1.36. */
  static final String INPUT = "@events.input";

  /** Choices of events up to 1.36. */
  static final String OUTPUT = "@events.output";

  /** Why the first choice ended. */
  static final String FINISH = "@events.finish";

  /** Text and calls of tools of an answer by Vercel's SDK. */
  static final String RESPONSE = "@ai.response";

  /** What went wrong, of an exception. */
  static final String EXCEPTION = "@exception";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String MESSAGE = ".message";
  private static final String CHOICE = "gen_ai.choice";

  /** Events whose attributes are those of their span. */
  private static final Set<String> OF_THE_SPAN =
      Set.of(
          "gen_ai.client.inference.operation.details",
          "gen_ai.content.prompt",
          "gen_ai.content.completion");

  private SpanEvents() {}

  /** Adds to the attributes what the events say. */
  static void add(Attributes attributes, List<Event> events) {
    ArrayNode input = JSON.arrayNode();
    ArrayNode output = JSON.arrayNode();
    for (Event event : events) {
      Map<String, JsonNode> said = AnyValues.map(event.getAttributesList());
      String name = event.getName();
      if (OF_THE_SPAN.contains(name)) {
        said.forEach(attributes::add);
      } else if (name.equals("exception")) {
        attributes.add(EXCEPTION, exception(said));
      } else if (name.equals(CHOICE)) {
        output.add(content(said, "assistant"));
      } else if (name.startsWith("gen_ai.") && name.endsWith(MESSAGE)) {
        String role = name.substring("gen_ai.".length(), name.length() - MESSAGE.length());
        input.add(content(said, role));
      }
    }
    if (!input.isEmpty()) {
      attributes.add(INPUT, input);
    }
    if (!output.isEmpty()) {
      attributes.add(OUTPUT, output);
      attributes.add(FINISH, output.path(0).path("finish_reason"));
    }
    vercel(attributes);
  }

  private static JsonNode exception(Map<String, JsonNode> said) {
    JsonNode message = Values.some(said.get("exception.message"));
    return message == null ? said.getOrDefault("exception.type", JSON.nullNode()) : message;
  }

  /** The message of an event: JSON in one attribute, or its members as attributes. */
  private static JsonNode content(Map<String, JsonNode> said, String role) {
    JsonNode whole = Values.read(said.get("gen_ai.event.content"));
    ObjectNode message = JSON.objectNode();
    if (whole == null) {
      said.forEach(message::set);
      if (said.containsKey("message")) {
        message.set("message", Values.read(said.get("message")));
      }
      if (said.containsKey("tool_calls")) {
        message.set("tool_calls", Values.read(said.get("tool_calls")));
      }
    } else if (whole.isObject()) {
      message.setAll((ObjectNode) whole);
    } else {
      message.set("content", whole);
    }
    if (!message.has("role")) {
      message.put("role", role);
    }
    return message;
  }

  /** Vercel's SDK keeps the text of an answer apart from the calls of tools. */
  private static void vercel(Attributes attributes) {
    for (String prefix : List.of("ai.response", "ai.result")) {
      JsonNode calls = Values.read(attributes.own(prefix + ".toolCalls"));
      if (calls != null && !calls.isEmpty()) {
        ObjectNode message = JSON.objectNode().put("role", "assistant");
        message.set("content", attributes.own(prefix + ".text"));
        message.set("tool_calls", calls);
        attributes.add(RESPONSE, JSON.arrayNode().add(message));
      }
    }
  }
}
