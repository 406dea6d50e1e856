package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why items have no measurement: each reason once, as a whole sentence, with how often it came. */
public final class ErrorGroups {
  private static final int SHOWN = 6;
  private static final int SENTENCE = 1_000;

  /** As workers say it of a credential's variable. */
  private static final String NOT_SET = "is not set for the worker";

  private static final String HELP =
      "; set it where the workers start, and start them again (the local stack: 'assay down', then"
          + " 'assay up -d' in a shell that has it)";

  private ErrorGroups() {}

  /**
   * Lines under a title, after an empty one; none without errors.
   *
   * @param items that ended in error
   * @param total how many there are, when not all of them were read
   */
  public static List<String> lines(List<ItemView> items, long total) {
    if (items.isEmpty()) {
      return List.of();
    }
    Map<String, List<ItemView>> groups = new LinkedHashMap<>();
    items.forEach(i -> groups.computeIfAbsent(kind(i.json()), k -> new ArrayList<>()).add(i));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        total > items.size()
            ? "ERRORS (of the first " + Amounts.count(items.size()) + ")"
            : "ERRORS");
    groups.values().stream()
        .sorted(Comparator.comparingInt((List<ItemView> g) -> g.size()).reversed())
        .limit(SHOWN)
        .forEach(
            group -> {
              ItemView first = group.get(0);
              lines.add(
                  "  "
                      + Amounts.count(group.size())
                      + " × "
                      + sentence(first.json())
                      + (group.size() == 1 ? "  (" : "  (such as ")
                      + first.label()
                      + ")");
            });
    if (groups.size() > SHOWN) {
      lines.add("  … and " + (groups.size() - SHOWN) + " other kinds (assay show RUN --failed)");
    }
    return lines;
  }

  /** What differs from item to item, as ids and times do, makes no other kind. */
  private static String kind(JsonNode item) {
    return sentence(item)
        .replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "#")
        .replaceAll("\\b(?:req|resp|chatcmpl|msg)_?-?[A-Za-z0-9]{6,}", "#")
        .replaceAll("\\d+([.,]\\d+)*", "#");
  }

  /** The code and all that was said. */
  private static String sentence(JsonNode item) {
    JsonNode error = item.path("error");
    if (error.isObject()) {
      return said(error);
    }
    for (JsonNode score : item.path("scores")) {
      if (score.path("error").isObject()) {
        return said(score.get("error"));
      }
    }
    for (Map.Entry<String, JsonNode> score : item.path("scores").properties()) {
      if (score.getValue().path("status").asText("").equals("error")) {
        String why = score.getValue().path("reason").asText("could not measure");
        return Plain.line("scorer " + score.getKey() + ": " + why, SENTENCE);
      }
    }
    String reason = item.path("reason").asText(error.asText(""));
    return reason.isEmpty() ? "without a reason" : Plain.line(reason, SENTENCE);
  }

  private static String said(JsonNode error) {
    String message = error.path("message").asText(error.path("detail").asText(""));
    if (message.contains(NOT_SET)) {
      message += HELP;
    }
    String code = error.path("code").asText("");
    return Plain.line(code + (code.isEmpty() || message.isEmpty() ? "" : ": ") + message, SENTENCE);
  }
}
