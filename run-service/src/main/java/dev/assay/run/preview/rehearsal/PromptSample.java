package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.words.Beginning;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.PromptFailedException;
import dev.assay.run.runs.prompt.PromptTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prompts of a few items, rendered as the run renders them.
 *
 * @param prompts by item, in the order of the sample
 * @param failures a sentence by the id of each item that its template does not fit
 */
record PromptSample(Map<ScoringItem, List<ChatMessage>> prompts, Map<String, String> failures) {
  // The usual rule of thumb for English text; the provider's own count may be another.
  private static final int CHARS_PER_TOKEN = 4;
  private static final int SHOWN = 3;
  private static final int LONGEST = 8_000;

  static PromptSample of(RunSpec spec, List<ScoringItem> items) {
    PromptTemplate template = RunSpecs.template(spec.target().prompt());
    Map<ScoringItem, List<ChatMessage>> prompts = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (ScoringItem item : items) {
      try {
        prompts.put(
            item,
            template.render(
                item.id(), item.section(), item.label(), Json.mapper().valueToTree(item)));
      } catch (PromptFailedException e) {
        failures.put(item.id(), e.getMessage());
      }
    }
    return new PromptSample(prompts, failures);
  }

  /** The prompts of the first items of a sample, to be looked at. */
  static List<RunPreview.Prompt> shown(RunSpec spec, List<ScoringItem> items) {
    List<ScoringItem> first = items.subList(0, Math.min(SHOWN, items.size()));
    PromptSample sample = of(spec, first);
    return first.stream()
        .map(
            item ->
                new RunPreview.Prompt(
                    item.id(),
                    sample.prompts.getOrDefault(item, List.of()).stream()
                        .map(PromptSample::part)
                        .toList(),
                    sample.failures.get(item.id())))
        .toList();
  }

  private static RunPreview.Message part(ChatMessage message) {
    String text = text(message.content());
    String shown = Beginning.of(text, LONGEST);
    return new RunPreview.Message(message.role(), shown, shown.length() < text.length());
  }

  private static String text(JsonNode content) {
    if (content == null || content.isNull()) {
      return "";
    }
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : content.toString();
    }
    List<String> parts = new ArrayList<>();
    content.forEach(
        part -> parts.add(part.path("text").asText("[" + part.path("type").asText("part") + "]")));
    return String.join("\n", parts);
  }

  /** Tokens of a text of so many characters. */
  static double tokens(int chars) {
    return 1 + chars / CHARS_PER_TOKEN;
  }

  /** Mean prompt tokens by the length of the text. */
  double tokensIn() {
    return prompts.values().stream()
        .mapToDouble(messages -> tokens(messages.stream().mapToInt(PromptSample::length).sum()))
        .average()
        .orElse(0);
  }

  /** Mean tokens of the expected values by the length of the text; 0 when nothing is expected. */
  double tokensExpected() {
    List<Integer> lengths = new ArrayList<>();
    for (ScoringItem item : prompts.keySet()) {
      if (item.expected() != null && !item.expected().isNull()) {
        String text =
            item.expected().isTextual() ? item.expected().asText() : item.expected().toString();
        lengths.add(1 + text.length() / CHARS_PER_TOKEN);
      }
    }
    return lengths.stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  private static int length(ChatMessage message) {
    if (message.content() == null) {
      return 0;
    }
    return message.content().isTextual()
        ? message.content().asText().length()
        : message.content().findValuesAsText("text").stream().mapToInt(String::length).sum();
  }
}
