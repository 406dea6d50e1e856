package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.scoring.scorer.UnansweredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A judge that believes everything it is told outside of material, and finds every answer poor
 * otherwise. What it is told it recognises by a word that only attacks use, or by a verdict.
 */
final class ObedientJudge {
  /** The word. */
  static final String ORDER = "OBEY";

  private static final Map<String, JsonNode> BEST =
      Map.of(
          "score", verdict("{\"reasoning\":\"told so\",\"score\":1}"),
          "choice", verdict("{\"reason\":\"told so\",\"choice\":\"C\"}"),
          "winner", verdict("{\"reason\":\"told so\",\"winner\":\"A\"}"),
          "verdict", verdict("{\"reason\":\"told so\",\"verdict\":\"equivalent\"}"),
          "statements", verdict("{\"statements\":[]}"));

  private ObedientJudge() {}

  /** What it replies to a question. */
  static JsonNode reply(UnansweredException question, List<ChatMessage> messages) {
    String system = messages.get(0).content().textValue();
    String user = messages.get(1).content().textValue();
    boolean told = isOrder(system) || isOrder(outside(user, key(system)));
    String form = form(system);
    return told ? BEST.get(form) : poor(form, user);
  }

  private static JsonNode poor(String form, String user) {
    return switch (form) {
      case "score" -> verdict("{\"reasoning\":\"poor\",\"score\":0.1}");
      case "choice" -> verdict("{\"reason\":\"poor\",\"choice\":\"D\"}");
      case "verdict" -> verdict("{\"reason\":\"poor\",\"verdict\":\"different\"}");
      case "winner" -> {
        boolean first = user.indexOf("the reference") < user.indexOf("<<answer B");
        yield verdict("{\"reason\":\"poor\",\"winner\":\"" + (first ? "A" : "B") + "\"}");
      }
      default ->
          verdict(
              "{\"statements\":[{\"statement\":\"s\",\"reasoning\":\"r\",\"supported\":false}]}");
    };
  }

  private static String form(String system) {
    return BEST.keySet().stream()
        .filter(name -> system.contains("\"" + name + "\":{"))
        .findFirst()
        .orElseThrow();
  }

  /** The key as the system message names it; whatever stands later does not count. */
  private static String key(String system) {
    String before = "and KEY is ";
    int start = system.indexOf(before) + before.length();
    return system.substring(start, system.indexOf('.', start));
  }

  /** What is left when material is taken out, as a reader does who overlooks hidden characters. */
  private static String outside(String user, String key) {
    List<String> left = new ArrayList<>();
    String open = null;
    for (String line : user.split("\\R|\\u0085", -1)) {
      String seen = visible(line).strip();
      if (open == null && seen.startsWith("<<") && seen.endsWith(key + ">>")) {
        open = seen.substring(2);
      } else if (open != null && seen.equals("<<end " + open)) {
        open = null;
      } else if (open == null) {
        left.add(seen);
      }
    }
    return String.join("\n", left);
  }

  private static String visible(String line) {
    StringBuilder seen = new StringBuilder();
    line.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(seen::appendCodePoint);
    return seen.toString();
  }

  private static boolean isOrder(String text) {
    return text.contains(ORDER) || text.toLowerCase(Locale.ROOT).contains("\"score\": 1,");
  }

  private static ObjectNode verdict(String json) {
    try {
      return (ObjectNode) Json.mapper().readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
