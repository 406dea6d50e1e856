package dev.assay.run.traffic.improve.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.template.Template;
import dev.assay.common.template.TemplateException;
import dev.assay.run.library.skills.Skill;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model proposes: a prompt, and perhaps a schema. Whatever does not fit is refused with a
 * sentence; nothing is mended or guessed.
 */
public final class Proposal {
  private static final String FENCE = "```";
  private static final String INPUT = "input";
  private static final String ITEM = "item.";

  private Proposal() {}

  /**
   * Reads a reply.
   *
   * @param output of the model
   * @param current what it was to improve
   * @param provenance of what comes of it
   * @return the next version, which is yet to be checked as any skill is
   * @throws ProblemException with a sentence that says what does not fit
   */
  public static Skill read(
      JsonNode output, String name, Skill current, Skill.Provenance provenance) {
    JsonNode reply = object(output);
    RunSpec.Prompt prompt = prompt(reply.get("prompt"), current.prompt());
    JsonNode schema = reply.path("output_schema");
    if (!schema.isMissingNode() && !schema.isNull() && !schema.isObject()) {
      throw bad("has an output_schema that is no object.");
    }
    requireNames(current.prompt(), prompt);
    return new Skill(
        name,
        current.description(),
        prompt,
        schema.isObject() ? schema : current.outputSchema(),
        current.model(),
        provenance);
  }

  private static JsonNode object(JsonNode output) {
    if (output instanceof ObjectNode) {
      return output;
    }
    if (output == null || !output.isTextual()) {
      throw bad("is no JSON object.");
    }
    try {
      JsonNode parsed = Json.strict().readTree(unfenced(output.textValue().strip()));
      if (parsed instanceof ObjectNode) {
        return parsed;
      }
    } catch (JsonProcessingException e) {
      throw bad("is not JSON.");
    }
    throw bad("is no JSON object.");
  }

  /** A code fence around the whole is passed over; JSON within prose would be a guess. */
  private static String unfenced(String text) {
    int line = text.indexOf('\n');
    boolean fenced = text.startsWith(FENCE) && text.endsWith(FENCE) && line > 0;
    return fenced && text.length() - FENCE.length() > line
        ? text.substring(line + 1, text.length() - FENCE.length()).strip()
        : text;
  }

  private static RunSpec.Prompt prompt(JsonNode given, RunSpec.Prompt current) {
    if (given == null || given.isNull()) {
      throw bad("has no prompt.");
    }
    if (given.isTextual()) {
      return ofText(given.textValue(), current);
    }
    if (!given.isObject() || !isText(given.path("system")) || !isText(given.path("user"))) {
      throw bad("has a prompt that is not {system, user} of texts or null.");
    }
    RunSpec.Prompt prompt =
        new RunSpec.Prompt(given.path("system").textValue(), given.path("user").textValue());
    if (isBlank(prompt.system()) && isBlank(prompt.user())) {
      throw bad("has an empty prompt.");
    }
    return prompt;
  }

  /** A text alone stands for the one part that there is. */
  private static RunSpec.Prompt ofText(String text, RunSpec.Prompt current) {
    if (text.isBlank()) {
      throw bad("has an empty prompt.");
    }
    if (current == null || current.system() == null) {
      return new RunSpec.Prompt(null, text);
    }
    if (current.user() == null) {
      return new RunSpec.Prompt(text, null);
    }
    throw bad("has a prompt of one text, and the skill's has system and user.");
  }

  private static boolean isText(JsonNode part) {
    return part.isMissingNode() || part.isNull() || part.isTextual();
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  /**
   * What is filled in for each input must stay: without it the model would answer blindly. Nor may
   * anything be added: items of a run also hold notes and the answer of production, from which a
   * prompt could copy what is right.
   */
  private static void requireNames(RunSpec.Prompt current, RunSpec.Prompt next) {
    Set<String> added = new TreeSet<>(all(next));
    added.removeAll(all(current));
    if (!added.isEmpty()) {
      throw bad(
          "has a prompt that fills in "
              + added.stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(", "))
              + ", which the skill's does not.");
    }
    Set<String> lost = new TreeSet<>(names(current));
    lost.removeAll(names(next));
    if (!lost.isEmpty()) {
      throw bad(
          "has a prompt that leaves out "
              + lost.stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(", "))
              + ", which the skill's has.");
    }
  }

  /** Names that are filled in; without a template for the user's message that is the input. */
  private static Set<String> names(RunSpec.Prompt prompt) {
    return names(prompt, name -> !name.inside());
  }

  /** The same, with those within sections. */
  private static Set<String> all(RunSpec.Prompt prompt) {
    return names(prompt, name -> true);
  }

  private static Set<String> names(RunSpec.Prompt prompt, Predicate<Template.Name> which) {
    Set<String> names = new TreeSet<>();
    if (prompt == null || prompt.user() == null) {
      names.add(INPUT);
    }
    Stream.of(prompt == null ? null : prompt.system(), prompt == null ? null : prompt.user())
        .filter(text -> text != null)
        .forEach(
            text ->
                template(text).names().stream()
                    .filter(which)
                    .map(Template.Name::text)
                    .map(name -> name.startsWith(ITEM) ? name.substring(ITEM.length()) : name)
                    .forEach(names::add));
    return names;
  }

  private static Template template(String text) {
    try {
      return Template.read(text);
    } catch (TemplateException e) {
      throw bad("has a prompt that cannot be read: " + e.getMessage());
    }
  }

  private static ProblemException bad(String what) {
    return new ProblemException(ErrorCode.VALIDATION_FAILED, "The model's proposal " + what);
  }
}
