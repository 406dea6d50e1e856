package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.ArrayList;
import java.util.List;

/** Lays out for a judge what it is to see, in the order in which it is added. */
public final class Sheet {
  private final ScorerInput input;
  private final List<Question.Part> parts = new ArrayList<>();
  private final boolean images;

  /**
   * An empty sheet.
   *
   * @param images whether the judge can see
   */
  public Sheet(ScorerInput input, boolean images) {
    this.input = input;
    this.images = images;
  }

  /** Words of ours, or of the author of the evaluation. */
  public Sheet say(String text) {
    parts.add(new Question.Say(text));
    return this;
  }

  /** Material that comes from somewhere else. */
  public Sheet material(String label, String text) {
    parts.add(new Question.Material(label, text));
    return this;
  }

  /** What the target was asked: a text, or the conversation so far, with its images. */
  public Sheet input() {
    Conversation conversation = Conversation.of(input.item().input());
    material("input", conversation.text());
    if (images) {
      conversation.images().forEach(image -> parts.add(new Question.Image(image)));
      Assets.images(input.item().assets()).forEach(i -> parts.add(new Question.Image(i)));
    }
    return this;
  }

  /** What the target answered, and the tools it called. */
  public Sheet answer() {
    material("answer", input.outputText());
    JsonNode calls = input.answer().toolCalls();
    if (calls != null && !calls.isEmpty()) {
      material("tool calls of the answer", ScorerInput.asText(calls));
    }
    return this;
  }

  /** What a good answer says; nothing when the item has none. */
  public Sheet expected() {
    if (input.expected() != null) {
      material("expected answer", ScorerInput.asText(input.expected()));
    }
    return this;
  }

  /** What production answered when it was asked this; nothing when it was not. */
  public Sheet original() {
    JsonNode extra = input.item().extra();
    JsonNode original = extra == null ? null : extra.get("original_answer");
    if (original != null && !original.isNull()) {
      material("original answer", ScorerInput.asText(original));
    }
    return this;
  }

  /** The passages, numbered from 1; nothing when the item has none. */
  public Sheet context() {
    List<String> passages = passages(input);
    for (int i = 0; i < passages.size(); i++) {
      material("passage " + (i + 1), passages.get(i));
    }
    return this;
  }

  /** The parts in order. */
  public List<Question.Part> parts() {
    return List.copyOf(parts);
  }

  /** The texts of an item's context: an array of texts or objects, or a single text. */
  public static List<String> passages(ScorerInput input) {
    JsonNode context = input.item().context();
    if (context == null || context.isNull()) {
      return List.of();
    }
    if (!context.isArray()) {
      return List.of(ScorerInput.asText(context));
    }
    List<String> passages = new ArrayList<>();
    for (JsonNode passage : context) {
      JsonNode text =
          passage.isObject() && passage.path("text").isTextual() ? passage.get("text") : passage;
      passages.add(ScorerInput.asText(text));
    }
    return passages;
  }
}
