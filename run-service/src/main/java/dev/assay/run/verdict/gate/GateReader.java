package dev.assay.run.verdict.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.Criterion.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads gates, and says everything that is wrong with them. */
final class GateReader {
  private static final Set<String> GATE_FIELDS =
      Set.of(
          "criteria",
          "require_confidence",
          "allow_vacuous",
          "allow_failed_canaries",
          "require_passport");
  private static final Set<String> PASSPORT_FIELDS = Set.of("min_labels", "min_kappa");
  private static final int MAX_LABELS = 1_000_000;
  private static final Set<String> CRITERION_FIELDS =
      Set.of("type", "min", "max", "scorer", "section", "truth", "severity", "label");
  private static final int MAX_CRITERIA = 100;

  private final List<Violation> violations;

  GateReader(List<Violation> violations) {
    this.violations = violations;
  }

  Gate gate(JsonNode json) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return Gate.NONE;
    }
    if (json.isArray()) {
      return new Gate(criteria(json, "gate"), false, false);
    }
    if (!json.isObject()) {
      wrong("gate", "Give a list of criteria, or an object with the field criteria.");
      return Gate.NONE;
    }
    refuseUnknown(json, "gate", GATE_FIELDS);
    JsonNode criteria = json.get("criteria");
    if (criteria == null || !criteria.isArray()) {
      wrong("gate.criteria", "Give a list of criteria.");
      return Gate.NONE;
    }
    return new Gate(
        criteria(criteria, "gate.criteria"),
        flag(json, "require_confidence"),
        flag(json, "allow_vacuous"),
        flag(json, "allow_failed_canaries"),
        passport(json.get("require_passport")));
  }

  private PassportDemand passport(JsonNode json) {
    if (json == null || json.isNull() || (json.isBoolean() && !json.booleanValue())) {
      return null;
    }
    if (json.isBoolean()) {
      return PassportDemand.PLAIN;
    }
    String path = "gate.require_passport";
    if (!json.isObject()) {
      wrong(path, "This is true, false, or {\"min_labels\": 50, \"min_kappa\": 0.6}.");
      return null;
    }
    refuseUnknown(json, path, PASSPORT_FIELDS);
    JsonNode labels = json.get("min_labels");
    boolean counted =
        absent(json, "min_labels")
            || (labels.isIntegralNumber()
                && labels.canConvertToInt()
                && labels.intValue() >= 1
                && labels.intValue() <= MAX_LABELS);
    if (!counted) {
      wrong(path + ".min_labels", "This is a number of labelled answers, 1 to " + MAX_LABELS + ".");
    }
    return new PassportDemand(
        counted && !absent(json, "min_labels")
            ? labels.intValue()
            : PassportDemand.PLAIN.minLabels(),
        limit(json, path, "min_kappa", null));
  }

  private boolean flag(JsonNode gate, String name) {
    JsonNode value = gate.get(name);
    if (value != null && !value.isNull() && !value.isBoolean()) {
      wrong("gate." + name, "This is true or false.");
    }
    return value != null && value.asBoolean(false);
  }

  private List<Criterion> criteria(JsonNode list, String path) {
    if (list.size() > MAX_CRITERIA) {
      wrong(path, "A gate has at most " + MAX_CRITERIA + " criteria.");
      return List.of();
    }
    List<Criterion> criteria = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Criterion criterion = criterion(list.get(i), path + "[" + i + "]");
      if (criterion != null) {
        criteria.add(criterion);
      }
    }
    return criteria;
  }

  private Criterion criterion(JsonNode json, String path) {
    if (!json.isObject()) {
      wrong(path, "A criterion is an object such as {\"type\": \"pass_rate\", \"min\": 0.95}.");
      return null;
    }
    refuseUnknown(json, path, CRITERION_FIELDS);
    CriterionType type = type(json, path);
    Double min = limit(json, path, "min", type);
    Double max = limit(json, path, "max", type);
    if (absent(json, "min") && absent(json, "max")) {
      wrong(path, "Give min, max or both: without a limit nothing can be missed.");
    } else if (min != null && max != null && min > max) {
      wrong(path, "min is greater than max: nothing is within these limits.");
    }
    return new Criterion(
        type,
        min,
        max,
        text(json, path, "scorer"),
        text(json, path, "section"),
        truth(json, path, type),
        severity(json, path),
        text(json, path, "label"));
  }

  private CriterionType type(JsonNode json, String path) {
    String name = text(json, path, "type");
    if (name == null) {
      wrong(path + ".type", "Give the type: one of " + CriterionType.names() + ".");
      return null;
    }
    CriterionType type = CriterionType.of(name);
    if (type == null) {
      wrong(
          path + ".type",
          "There is no type "
              + name
              + "; the types are "
              + CriterionType.names()
              + "."
              + DidYouMean.ask(name, List.of(CriterionType.names().split(", "))));
    }
    return type;
  }

  private Truth truth(JsonNode json, String path, CriterionType type) {
    String name = text(json, path, "truth");
    if (name == null) {
      return null;
    }
    if (!name.equals("human")) {
      wrong(
          path + ".truth",
          "This is human, for people's corrections alone; without it everybody's count, also those"
              + " that a model inferred.");
    } else if (type != null && type != CriterionType.FIELD_ACCURACY) {
      wrong(
          path + ".truth",
          "Whose corrections count can be said for field_accuracy only: set the limit on that.");
    } else if (!absent(json, "section")) {
      wrong(
          path + ".truth",
          "Corrections are not told apart within a section: leave out truth or section.");
    }
    return Truth.HUMAN;
  }

  private Severity severity(JsonNode json, String path) {
    String name = text(json, path, "severity");
    if (name == null || name.equals("error")) {
      return Severity.ERROR;
    }
    if (!name.equals("warn")) {
      wrong(path + ".severity", "The severity is error or warn.");
    }
    return Severity.WARN;
  }

  private Double limit(JsonNode json, String path, String name, CriterionType type) {
    if (absent(json, name)) {
      return null;
    }
    JsonNode value = json.get(name);
    boolean counted = type == CriterionType.MAX_REGRESSIONS;
    double least = type == CriterionType.MIN_DELTA ? -1 : 0;
    double most = counted ? Integer.MAX_VALUE : 1;
    if (!value.isNumber()
        || !(value.doubleValue() >= least && value.doubleValue() <= most)
        || (counted && value.doubleValue() != Math.rint(value.doubleValue()))) {
      wrong(
          path + "." + name,
          counted
              ? "This is a number of items, 0 or more."
              : "This is a number from " + (long) least + " to 1.");
      return null;
    }
    return value.doubleValue();
  }

  private String text(JsonNode json, String path, String name) {
    if (absent(json, name)) {
      return null;
    }
    JsonNode value = json.get(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      wrong(path + "." + name, "This is a text that is not empty.");
      return null;
    }
    return value.textValue();
  }

  private void refuseUnknown(JsonNode json, String path, Set<String> known) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!known.contains(field.getKey())) {
        wrong(
            path + "." + field.getKey(),
            "There is no such field here; there are: "
                + DidYouMean.all(known, known.size())
                + "."
                + DidYouMean.ask(field.getKey(), known));
      }
    }
  }

  private static boolean absent(JsonNode json, String name) {
    return !json.hasNonNull(name);
  }

  private void wrong(String field, String message) {
    violations.add(new Violation(field, message));
  }
}
