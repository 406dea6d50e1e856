package dev.assay.run.library.scorers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.pattern.PatternWeight;
import dev.assay.common.template.JudgeTemplate;
import dev.assay.common.template.TemplateException;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the scorers of a definition and says everything that is wrong with them. A scorer is its
 * id, or an object with id, key, threshold and the scorer's own parameters, beside them or in
 * params.
 */
public final class ScorerRules {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final String JUDGE = "judge";
  private static final List<String> OWN_PARAMS = List.of("id", "key", "threshold");
  private static final Set<String> OWN = Set.of("id", "key", "threshold", "params", "custom");

  /** The format of a parameter that is the template of a judge. */
  public static final String JUDGE_TEMPLATE = "judge-template";

  /** Most scorers of one definition. */
  public static final int MAX_SCORERS = 50;

  private ScorerRules() {}

  /**
   * What was read.
   *
   * @param scorers in order; incomplete when there are violations
   * @param violations by field path
   * @param code of the most telling violation, null when there is none
   */
  public record Read(List<ScorerSpec> scorers, List<Violation> violations, ErrorCode code) {}

  /** Reads all scorers of a definition against the catalogue. */
  public static Read read(List<JsonNode> given, Map<String, ScorerDescriptor> catalogue) {
    Reading reading = new Reading(catalogue);
    if (given.size() > MAX_SCORERS) {
      reading.violate(
          ErrorCode.VALIDATION_FAILED, "scorers", "At most " + MAX_SCORERS + " are allowed.");
    }
    for (int i = 0; i < given.size(); i++) {
      reading.scorer("scorers[" + i + "]", given.get(i));
    }
    reading.combinations();
    return new Read(reading.scorers, reading.violations, reading.code);
  }

  private static final class Reading {
    private final Map<String, ScorerDescriptor> catalogue;
    private final List<ScorerSpec> scorers = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private ErrorCode code;

    Reading(Map<String, ScorerDescriptor> catalogue) {
      this.catalogue = catalogue;
    }

    void violate(ErrorCode why, String field, String message) {
      code = code == null ? why : code;
      violations.add(new Violation(field, message));
    }

    void scorer(String path, JsonNode node) {
      JsonNode idNode = node.isTextual() ? node : node.path("id");
      if (!idNode.isTextual()) {
        violate(ErrorCode.VALIDATION_FAILED, path, withoutId(node));
        return;
      }
      String id = idNode.asText();
      ScorerDescriptor descriptor = catalogue.get(id);
      if (descriptor == null) {
        violate(
            ErrorCode.UNKNOWN_SCORER,
            path + ".id",
            "There is no scorer "
                + id
                + "."
                + (DidYouMean.nearest(id, catalogue.keySet()) != null
                    ? DidYouMean.ask(id, catalogue.keySet())
                    : " There are: "
                        + String.join(", ", catalogue.keySet())
                        + "; and the custom ones of GET /v1/scorers."));
        return;
      }
      String key = key(path, node, id);
      Double threshold = threshold(path, node, descriptor);
      ObjectNode params = params(path, node);
      check(path, descriptor, params);
      scorers.add(
          new ScorerSpec(
              id,
              key,
              threshold,
              params.isEmpty() ? null : params,
              node.path("custom").textValue()));
    }

    /** The id under another name is the usual slip: what stands there says what is meant. */
    private String withoutId(JsonNode node) {
      String rule = "A scorer is its id, or an object with an id; see GET /v1/scorers.";
      for (String other : List.of("scorer", "name", "type", "metric")) {
        if (node.path(other).isTextual()) {
          String meant = node.get(other).asText();
          return rule
              + " Did you mean id: "
              + (catalogue.containsKey(meant)
                      || DidYouMean.nearest(meant, catalogue.keySet()) == null
                  ? meant
                  : DidYouMean.nearest(meant, catalogue.keySet()))
              + "? It is called id here, not "
              + other
              + ".";
        }
      }
      return rule;
    }

    /** What is combined must be there, and must not be a combination itself. */
    void combinations() {
      for (ScorerSpec scorer : scorers) {
        if (!catalogue.get(scorer.id()).needs().contains("scores") || scorer.params() == null) {
          continue;
        }
        scorer
            .params()
            .path("weights")
            .fieldNames()
            .forEachRemaining(
                name -> {
                  boolean good =
                      scorers.stream()
                          .anyMatch(
                              s ->
                                  s.key().equals(name)
                                      && !catalogue.get(s.id()).needs().contains("scores"));
                  if (!good) {
                    violate(
                        ErrorCode.VALIDATION_FAILED,
                        "scorers." + scorer.key() + ".weights." + name,
                        "There is no other scorer with the key " + name + " to combine.");
                  }
                });
      }
    }

    private String key(String path, JsonNode node, String id) {
      JsonNode given = node.path("key");
      if (!given.isMissingNode() && (!given.isTextual() || given.asText().isBlank())) {
        violate(ErrorCode.VALIDATION_FAILED, path + ".key", "A key is a text that is not empty.");
      }
      String key = given.isTextual() ? given.asText() : id;
      if (!keys.add(key)) {
        violate(
            ErrorCode.DUPLICATE_SCORER_KEY,
            path + ".key",
            "The key " + key + " is used twice; give one of them another key.");
      }
      return key;
    }

    /** An explicit null is no threshold, also where the scorer has one by itself. */
    private Double threshold(String path, JsonNode node, ScorerDescriptor descriptor) {
      JsonNode usual =
          descriptor.params() == null ? null : descriptor.params().get("x-default-threshold");
      if (usual != null && !node.has("threshold")) {
        return usual.asDouble();
      }
      JsonNode given = node.path("threshold");
      if (given.isMissingNode() || given.isNull()) {
        return null;
      }
      if (!given.isNumber() || !(given.asDouble() >= 0 && given.asDouble() <= 1)) {
        violate(
            ErrorCode.BAD_THRESHOLD,
            path + ".threshold",
            "A threshold is a number from 0 to 1; got " + given + ".");
        return null;
      }
      return given.asDouble();
    }

    private ObjectNode params(String path, JsonNode node) {
      ObjectNode params = Json.mapper().createObjectNode();
      JsonNode given = node.path("params");
      if (given.isObject()) {
        params.setAll((ObjectNode) given);
      } else if (!given.isMissingNode() && !given.isNull()) {
        violate(ErrorCode.VALIDATION_FAILED, path + ".params", "Parameters are an object.");
      }
      node.fields()
          .forEachRemaining(
              field -> {
                if (!OWN.contains(field.getKey())) {
                  params.set(field.getKey(), field.getValue());
                }
              });
      shortJudge(path, params);
      return params;
    }

    /** A judge may be written {@code provider:model}, as a target may. */
    private void shortJudge(String path, ObjectNode params) {
      if (!params.path(JUDGE).isTextual()) {
        return;
      }
      try {
        RunSpec.Judge judge = RunSpec.Judge.of(params.get(JUDGE).textValue());
        params.set(JUDGE, Json.mapper().valueToTree(judge));
      } catch (IllegalArgumentException e) {
        violate(
            ErrorCode.VALIDATION_FAILED, path + "." + JUDGE, "A judge: " + e.getMessage() + ".");
        params.remove(JUDGE);
      }
    }

    private void check(String path, ScorerDescriptor descriptor, ObjectNode params) {
      if (descriptor.params() == null) {
        return;
      }
      JsonSchema schema = SCHEMAS.getSchema(descriptor.params());
      ObjectNode known = params.deepCopy().without(unknownParams(path, descriptor, params));
      for (ValidationMessage message : schema.validate(known)) {
        String where = message.getInstanceLocation().toString().replaceFirst("^\\$", "");
        String text = message.getMessage().replaceFirst("^\\$[^:]*: ", "");
        violate(ErrorCode.VALIDATION_FAILED, path + where, descriptor.id() + ": " + text);
      }
      descriptor
          .params()
          .path("properties")
          .fields()
          .forEachRemaining(
              p -> {
                JsonNode value = params.path(p.getKey());
                String format = p.getValue().path("format").asText();
                if ("re2".equals(format) && value.isTextual()) {
                  regex(path + "." + p.getKey(), value.asText());
                } else if (JUDGE_TEMPLATE.equals(format) && value.isTextual()) {
                  template(path + "." + p.getKey(), value.asText());
                }
              });
    }

    /** Says once, with what there is, which parameters the scorer does not have. */
    private Set<String> unknownParams(String path, ScorerDescriptor descriptor, ObjectNode params) {
      JsonNode properties = descriptor.params().path("properties");
      if (!descriptor.params().path("additionalProperties").isBoolean()
          || descriptor.params().path("additionalProperties").booleanValue()) {
        return Set.of();
      }
      List<String> known = new ArrayList<>(OWN_PARAMS);
      properties.fieldNames().forEachRemaining(known::add);
      Set<String> unknown = new HashSet<>();
      params
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!properties.has(name)) {
                  unknown.add(name);
                  violate(
                      ErrorCode.VALIDATION_FAILED,
                      path + "." + name,
                      descriptor.id()
                          + " has no parameter "
                          + name
                          + "."
                          + DidYouMean.ask(name, known)
                          + " There are: "
                          + DidYouMean.all(known, 40)
                          + ".");
                }
              });
      return unknown;
    }

    private void template(String path, String template) {
      try {
        JudgeTemplate.read(template);
      } catch (TemplateException e) {
        violate(ErrorCode.BAD_TEMPLATE, path, "The template, " + e.getMessage());
      }
    }

    private void regex(String path, String pattern) {
      if (PatternWeight.isTooHeavy(pattern)) {
        violate(
            ErrorCode.BAD_REGEX,
            path,
            "The pattern cannot be used: " + PatternWeight.TOO_HEAVY + ".");
        return;
      }
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        String part = e.getPattern() == null ? "" : e.getPattern();
        int at = part.isEmpty() ? -1 : pattern.indexOf(part);
        violate(
            ErrorCode.BAD_REGEX,
            path,
            "The pattern is not valid RE2"
                + (at >= 0 ? " at position " + at : "")
                + ": "
                + e.getDescription()
                + (part.isEmpty() ? "" : ": " + part)
                + ". Look-around and back-references are not supported.");
      }
    }
  }
}
