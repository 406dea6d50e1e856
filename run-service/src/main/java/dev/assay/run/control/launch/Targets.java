package dev.assay.run.control.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.JacksonProblems;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.RunSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes a launch of several targets apart: one launch for each, with an alias of its own. */
final class Targets {
  /** Most runs of one launch: as many as can be compared with each other. */
  static final int MOST = 10;

  private Targets() {}

  /**
   * One launch per target, in their order; the launch itself when it has one target.
   *
   * @throws ProblemException with everything that is wrong with the list
   */
  static List<LaunchRequest> of(LaunchRequest request) {
    if (request.targets() == null) {
      return List.of(request);
    }
    Checks checks = new Checks();
    List<JsonNode> targets = request.targets();
    if (request.target() != null) {
      checks.violate("targets", "stands instead of target: give one of the two.");
    }
    if (request.alias() != null) {
      checks.violate("alias", "belongs to each of the targets: give it there.");
    }
    if (targets.isEmpty() || targets.size() > MOST) {
      checks.violate("targets", "must be 1 to " + MOST + "; got " + targets.size() + ".");
    }
    checks.done();
    List<LaunchRequest> launches = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < targets.size(); i++) {
      String path = "targets[" + i + "]";
      JsonNode given = targets.get(i);
      RunSpec.Target target = target(checks, path, given);
      if (target != null) {
        String alias = alias(checks, path, given, target, taken);
        launches.add(request.forTarget(target, alias));
      }
    }
    checks.done();
    return launches;
  }

  private static RunSpec.Target target(Checks checks, String path, JsonNode given) {
    if (!(given instanceof ObjectNode) && !given.isTextual()) {
      checks.violate(path, "must be an object such as {provider, model, alias}.");
      return null;
    }
    try {
      JsonNode plain = given.deepCopy();
      if (plain instanceof ObjectNode object) {
        object.remove("alias");
      }
      return Json.strict().treeToValue(plain, RunSpec.Target.class);
    } catch (JsonProcessingException e) {
      checks.violate(
          path,
          "cannot be read. "
              + JacksonProblems.of(e).detail()
              + " Dataset, seed and order are the same for all targets, so that they can be"
              + " compared.");
      return null;
    }
  }

  /**
   * As given; else the name of model or skill, with the provider's where two targets have the same.
   */
  private static String alias(
      Checks checks, String path, JsonNode given, RunSpec.Target target, Set<String> taken) {
    if (given.hasNonNull("alias")) {
      String alias = given.get("alias").asText();
      SpecRules.text(checks, path + ".alias", alias);
      if (!taken.add(alias)) {
        checks.violate(path + ".alias", "is used twice: " + alias + ".");
      }
      return alias;
    }
    String model = target.model() == null ? skill(target) : target.model();
    List<String> names = new ArrayList<>(List.of(model));
    if (target.provider() != null) {
      names.add(model + " (" + target.provider() + ")");
    }
    for (int n = 2; n <= MOST + 1; n++) {
      names.add(model + " " + n);
    }
    return names.stream().filter(taken::add).findFirst().orElseThrow();
  }

  /** What a target is called whose model only its skill knows. */
  private static String skill(RunSpec.Target target) {
    return target.skill() == null ? "target" : target.skill();
  }

  /** Says which target a problem is about. */
  static ProblemException at(int i, ProblemException problem) {
    List<Violation> violations =
        problem.violations().stream()
            .map(
                v ->
                    v.field() != null && v.field().startsWith("target")
                        ? new Violation(
                            "targets[" + i + "]" + v.field().substring("target".length()),
                            v.message())
                        : v)
            .toList();
    return new ProblemException(
        problem.code(), "targets[" + i + "]: " + problem.getMessage(), violations);
  }
}
