package dev.assay.run.library.skills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.PromptFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Checks the definition of a skill as the target of a launch is checked. */
@ApplicationScoped
public class SkillRules {
  /** The parameter of a call that says what its answer must look like. */
  public static final String FORMAT = "response_format";

  private static final Pattern NAME = Pattern.compile(Names.PATTERN);
  private static final int LONGEST_DESCRIPTION = 2000;
  // It goes with every call, and is no place for data.
  private static final int LARGEST_SCHEMA = 64 * 1024;
  private static final int DEEPEST_SCHEMA = 32;

  private final Providers providers;

  SkillRules(Providers providers) {
    this.providers = providers;
  }

  /**
   * Checks a definition that is to be saved.
   *
   * @return fails with every violation, or with UNKNOWN_PROVIDER
   */
  public Uni<Void> check(UUID workspaceId, Skill skill) {
    Checks checks = new Checks();
    plain(checks, skill);
    prompt(checks, skill);
    schema(checks, skill.outputSchema());
    model(checks, skill);
    provenance(checks, skill.provenance());
    checks.done();
    String provider = skill.asked().provider();
    return provider == null
        ? Uni.createFrom().voidItem()
        : providers.find(workspaceId, provider).replaceWithVoid();
  }

  private static void plain(Checks checks, Skill skill) {
    if (skill.name() == null) {
      checks.violate("name", "is missing.");
    } else if (!NAME.matcher(skill.name()).matches()) {
      checks.violate("name", Names.MESSAGE + ".");
    }
    if (skill.description() != null && skill.description().length() > LONGEST_DESCRIPTION) {
      checks.violate("description", "must have at most " + LONGEST_DESCRIPTION + " characters.");
    }
    if (skill.prompt() == null && skill.outputSchema() == null && skill.model() == null) {
      checks.violate("prompt", "is missing: give a prompt, an output_schema or a model.");
    }
  }

  private static void prompt(Checks checks, Skill skill) {
    try {
      RunSpecs.template(skill.prompt()).requireNames();
    } catch (PromptFailedException e) {
      checks.violate(ErrorCode.BAD_TEMPLATE, "prompt", e.getMessage());
    }
  }

  private static void schema(Checks checks, JsonNode schema) {
    if (schema == null) {
      return;
    }
    if (!schema.isObject()) {
      checks.violate("output_schema", "must be a JSON schema, which is an object.");
    } else if (deeper(schema, DEEPEST_SCHEMA)) {
      checks.violate(
          "output_schema", "must not be nested more than " + DEEPEST_SCHEMA + " levels deep.");
    } else {
      int bytes = schema.toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LARGEST_SCHEMA) {
        checks.violate(
            "output_schema", "must have at most " + LARGEST_SCHEMA + " bytes; got " + bytes + ".");
      }
    }
  }

  private static boolean deeper(JsonNode node, int levels) {
    if (!node.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (deeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static void model(Checks checks, Skill skill) {
    Skill.Model model = skill.asked();
    if (model.provider() != null && model.provider().isBlank()) {
      checks.violate("model.provider", "is empty: name a provider, see GET /v1/providers.");
    }
    if (model.model() != null && model.model().isBlank()) {
      checks.violate("model.model", "is empty: name a model as the provider names it.");
    }
    if (model.params() != null && !model.params().isObject()) {
      checks.violate("model.params", "must be an object of model parameters.");
    } else if (skill.outputSchema() != null
        && model.params() != null
        && model.params().has(FORMAT)) {
      checks.violate(
          "model.params." + FORMAT, "says what output_schema says: give one of the two.");
    }
  }

  private static void provenance(Checks checks, Skill.Provenance from) {
    if (from == null) {
      return;
    }
    if (!Skill.Provenance.OPTIMIZED.equals(from.kind())) {
      checks.violate("provenance.kind", "must be optimized.");
    }
    if (from.fromVersion() == null || from.fromVersion() < 1) {
      checks.violate("provenance.from_version", "must be a version of the skill, at least 1.");
    }
  }
}
