package dev.assay.run.library.skills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.runs.RunSpec;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A skill as a person writes it down. What it leaves out is left to whoever runs it.
 *
 * @param name of it; in a path it stands there instead
 * @param description what it does, for people; null for none
 * @param prompt how an item becomes a conversation, null for the input as it is
 * @param outputSchema JSON schema (2020-12) of its answers, null for answers of any form
 * @param model whom it asks and how, null for whom the run names
 * @param provenance where this version came from, null for a person's own
 */
@Schema(name = "Skill")
public record Skill(
    String name,
    String description,
    @Schema(ref = "PromptChoice") RunSpec.Prompt prompt,
    @Schema(ref = "JsonObject") JsonNode outputSchema,
    Model model,
    Provenance provenance) {
  /** With a JSON null for a schema as none. */
  public Skill {
    outputSchema = outputSchema == null || outputSchema.isNull() ? null : outputSchema;
  }

  /**
   * Whom a skill asks.
   *
   * @param provider name of a provider record
   * @param model the provider's name of the model
   * @param params model parameters, null for none
   */
  @Schema(name = "SkillModel")
  public record Model(String provider, String model, @Schema(ref = "JsonObject") JsonNode params) {
    /** Whom a skill asks that says nothing of it. */
    static final Model NONE = new Model(null, null, null);

    /** With a JSON null for params as none. */
    public Model {
      params = params == null || params.isNull() ? null : params;
    }
  }

  /**
   * Where a version came from that no person wrote.
   *
   * @param fromVersion of the same skill, which it was made from
   * @param runId the run whose results it was made from
   * @param kind what made it: optimized
   * @param improvement that it came of, see {@code GET /v1/improvements/{id}}; null for none
   * @param pairs how many corrected answers the model was shown; null where that is not known
   * @param provider of the model that proposed it; null where that is not known
   * @param model that proposed it; null where that is not known
   */
  @Schema(name = "SkillProvenance")
  public record Provenance(
      Integer fromVersion,
      UUID runId,
      @Schema(enumeration = {"optimized"}) String kind,
      UUID improvement,
      Integer pairs,
      String provider,
      String model) {
    /** A model proposed it from what went wrong in a run. */
    public static final String OPTIMIZED = "optimized";
  }

  /** With another name; null for none. */
  Skill named(String other) {
    return new Skill(other, description, prompt, outputSchema, model, provenance);
  }

  /** Whom it asks; all of it null when it does not say. */
  Model asked() {
    return model == null ? Model.NONE : model;
  }

  /** What makes a version: neither its name nor where it came from. */
  Skill content() {
    return new Skill(null, description, prompt, outputSchema, model, null);
  }

  /** Of its content. The order of keys counts: models fill a schema in the order it has. */
  String sha256() {
    String json = Json.mapper().valueToTree(content()).toString();
    return HexFormat.of().formatHex(Tokens.sha256(json));
  }
}
