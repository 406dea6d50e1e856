package dev.assay.run.library.skills;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.runs.RunSpec;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a skill.
 *
 * @param state whether the name alone may stand for it
 * @param definition without the name
 * @param createdAt of this version
 */
@Schema(name = "SkillVersion")
public record StoredSkill(
    String name, int version, State state, Skill definition, Instant createdAt) {
  private static final int LONGEST_SCHEMA_NAME = 64;

  /** Whether people want it. */
  @Schema(name = "SkillVersionState")
  public enum State {
    /** A model proposed it: it is taken by its number only. */
    @JsonProperty("proposed")
    PROPOSED,
    /** A person saved it, or said that it is good. */
    @JsonProperty("adopted")
    ADOPTED;

    /** As it stands on the wire and in the database. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }

  /** The same, adopted. */
  StoredSkill adopted() {
    return new StoredSkill(name, version, State.ADOPTED, definition, createdAt);
  }

  /** {@code name@version}. */
  public String reference() {
    return name + "@" + version;
  }

  /**
   * As the target of a run, with what the launch says over what was saved. The schema goes where
   * judges have theirs, among the parameters, so that every kind of provider knows it.
   *
   * @param given names this skill
   */
  RunSpec.Target under(RunSpec.Target given) {
    Skill.Model model = definition.asked();
    return new RunSpec.Target(
        or(given.provider(), model.provider()),
        or(given.model(), model.model()),
        params(given.params()),
        or(given.prompt(), definition.prompt()),
        given.stream(),
        given.push(),
        given.onTruncated(),
        given.traffic(),
        reference());
  }

  /**
   * The shortest target that comes to the same.
   *
   * @param target of a run of this version
   * @return one without the skill when this version is not what the run was made from
   */
  RunSpec.Target shortened(RunSpec.Target target) {
    Skill.Model model = definition.asked();
    RunSpec.Target shorter =
        new RunSpec.Target(
            unless(target.provider(), model.provider()),
            unless(target.model(), model.model()),
            paramsBeside(target.params()),
            unless(target.prompt(), definition.prompt()),
            target.stream(),
            target.push(),
            target.onTruncated(),
            target.traffic(),
            reference());
    return under(shorter).equals(target) ? shorter : target.ofSkill(null);
  }

  private JsonNode params(JsonNode given) {
    if (given != null && !given.isNull() && !given.isObject()) {
      // Left where the rules find it.
      return given;
    }
    ObjectNode params = Json.mapper().createObjectNode();
    if (definition.asked().params() instanceof ObjectNode own) {
      params.setAll(own);
    }
    if (definition.outputSchema() != null) {
      params.set(SkillRules.FORMAT, format());
    }
    if (given instanceof ObjectNode beside) {
      params.setAll(beside);
    }
    return params.isEmpty() ? null : params;
  }

  private JsonNode paramsBeside(JsonNode params) {
    if (!(params instanceof ObjectNode all)) {
      return params;
    }
    JsonNode own = params(null);
    ObjectNode beside = all.deepCopy();
    beside
        .properties()
        .removeIf(param -> own != null && param.getValue().equals(own.get(param.getKey())));
    return beside.isEmpty() ? null : beside;
  }

  /**
   * The parameter {@value SkillRules#FORMAT} of a call that asks for answers by its schema. Not
   * strict, since that asks more of a schema than every schema of a person's has.
   */
  public ObjectNode format() {
    String word = name.replaceAll("[^A-Za-z0-9_-]", "_");
    ObjectNode format = Json.mapper().createObjectNode().put("type", "json_schema");
    format
        .putObject("json_schema")
        .put("name", word.substring(0, Math.min(LONGEST_SCHEMA_NAME, word.length())))
        .set("schema", definition.outputSchema());
    return format;
  }

  private static <T> T or(T given, T saved) {
    return given != null ? given : saved;
  }

  private static <T> T unless(T used, T saved) {
    return Objects.equals(used, saved) ? null : used;
  }
}
