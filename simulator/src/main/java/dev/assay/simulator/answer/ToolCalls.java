package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.question.SimQuestion;
import dev.assay.simulator.question.ToolWish;
import dev.assay.simulator.question.ToolWish.Choice;
import dev.assay.simulator.question.ToolWish.Tool;
import dev.assay.simulator.seed.SimRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether tools are called and how. What is expected decides when it names tools; else one
 * is called when it has to be, or when it may be, nothing is expected and no result is there yet.
 */
final class ToolCalls {
  private ToolCalls() {}

  /** The calls, empty when the answer is a text. */
  static List<ToolCall> of(SimQuestion question, boolean wrong, SimRandom random) {
    ToolWish wish = question.request().tools();
    if (wish.choice() == Choice.NEVER || wish.tools().isEmpty()) {
      return List.of();
    }
    List<ToolCall> expected = wish.answered() ? List.of() : expected(question, random);
    if (!expected.isEmpty()) {
      return wrong ? spoil(expected, random) : expected;
    }
    boolean free =
        !wish.answered() && (question.expected() == null || question.expected().isNull());
    if (wish.choice() == Choice.AUTO && !free) {
      return List.of();
    }
    Tool named = wish.name() == null ? null : wish.find(wish.name());
    Tool tool = named != null ? named : wish.tools().get(random.below(wish.tools().size()));
    return List.of(call(0, tool, made(tool, question, wrong, random), question, random));
  }

  /** What is expected when the tool takes it as its arguments, else by its schema. */
  private static JsonNode made(Tool tool, SimQuestion question, boolean wrong, SimRandom random) {
    JsonNode expected = question.expected();
    boolean known = expected != null && !expected.isNull();
    return tool.parameters() == null
        ? null
        : SchemaAnswer.value(tool.parameters(), known ? expected : null, wrong, random);
  }

  /** From {@code [{name, arguments}]}, one such object, {@code {tool_calls: [...]}} or names. */
  private static List<ToolCall> expected(SimQuestion question, SimRandom random) {
    JsonNode value = question.expected();
    if (value == null || value.isNull()) {
      return List.of();
    }
    JsonNode list = value.path("tool_calls").isArray() ? value.get("tool_calls") : value;
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode each : list.isArray() ? list : JsonNodeFactory.instance.arrayNode().add(list)) {
      JsonNode call = each.path("function").isObject() ? each.get("function") : each;
      String name = call.isTextual() ? call.asText() : call.path("name").asText("");
      Tool tool = question.request().tools().find(name);
      if (tool == null) {
        return List.of();
      }
      calls.add(call(calls.size(), tool, call.path("arguments"), question, random));
    }
    return calls;
  }

  private static ToolCall call(
      int n, Tool tool, JsonNode given, SimQuestion question, SimRandom random) {
    JsonNode arguments = given;
    if (given != null && given.isTextual()) {
      arguments = SchemaAnswer.parse(given.asText());
    }
    if (arguments == null || !arguments.isObject()) {
      JsonNode made = tool.parameters() == null ? null : SchemaValues.of(tool.parameters(), random);
      arguments = made != null && made.isObject() ? made : JsonNodeFactory.instance.objectNode();
    }
    return new ToolCall("call_" + question.id() + "_" + n, tool.name(), arguments);
  }

  /** One argument is another; without arguments the last call is left out or made twice. */
  private static List<ToolCall> spoil(List<ToolCall> calls, SimRandom random) {
    List<ToolCall> changed = new ArrayList<>(calls);
    int at = random.below(calls.size());
    ToolCall call = calls.get(at);
    if (!call.arguments().isEmpty()) {
      JsonNode other = Perturb.json(call.arguments(), random);
      changed.set(at, new ToolCall(call.id(), call.name(), other));
    } else if (calls.size() > 1) {
      changed.remove(calls.size() - 1);
    } else {
      changed.add(new ToolCall(call.id() + "b", call.name(), call.arguments()));
    }
    return changed;
  }
}
