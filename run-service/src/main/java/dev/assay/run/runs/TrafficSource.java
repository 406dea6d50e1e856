package dev.assay.run.runs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.text.StorableTimes;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which stored answers of production a run is over.
 *
 * @param sourceType what the id is of
 * @param id name of the skill, agent, domain or feature
 * @param agentVersion of an agent only; null for all of its versions
 * @param since from when on, null for the beginning
 * @param until before when; null for the launch's own time
 * @param limit the newest so many; null for all
 * @param inferCorrections whether a model makes corrections of notes where nobody gave one, and
 *     which model; null for no
 */
@Schema(name = "TrafficSource")
public record TrafficSource(
    Type sourceType,
    String id,
    String agentVersion,
    OffsetDateTime since,
    OffsetDateTime until,
    Integer limit,
    @Schema(ref = "InferChoice") Inference inferCorrections) {

  /** What a source is. */
  @Schema(name = "TrafficSourceType")
  public enum Type {
    /** Requests and executions that used a skill. */
    @JsonProperty("skill")
    SKILL,
    /** Executions of an agent. */
    @JsonProperty("agent")
    AGENT,
    /** Requests of a domain. */
    @JsonProperty("request_domain")
    REQUEST_DOMAIN,
    /** Requests and executions of a feature of the product. */
    @JsonProperty("feature")
    FEATURE;

    /** As it stands on the wire. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * That a model makes corrections of notes: {@code true}, or the model and of which notes.
   *
   * @param provider name of a provider record; null for whom the judge of the run asks, else whom
   *     the skill does
   * @param model the provider's name of the model
   * @param params model parameters, null for none
   * @param links whether also of notes that came by a link, from somebody without a key; null for
   *     no
   */
  @Schema(name = "InferenceModel")
  public record Inference(
      String provider, String model, @Schema(ref = "JsonObject") JsonNode params, Boolean links) {
    private static final Inference BY_OTHERS = new Inference(null, null, null, null);

    /** The one creator for an object. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Inference {
      params = params == null || params.isNull() ? null : params;
    }

    /** From a plain yes or no; null for no. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Inference of(boolean wanted) {
      return wanted ? BY_OTHERS : null;
    }

    /** Whether it says itself which model. */
    public boolean named() {
      return provider != null || model != null || params != null;
    }

    private void check(Checks checks, String field) {
      if (provider == null || provider.isBlank()) {
        checks.violate(field + "provider", "is missing: name a provider, see GET /v1/providers.");
      }
      if (model == null || model.isBlank()) {
        checks.violate(field + "model", "is missing: name a model as the provider names it.");
      }
      if (params != null && !params.isObject()) {
        checks.violate(field + "params", "must be an object of model parameters.");
      }
    }

    /** As it was given. */
    @JsonValue
    public JsonNode given() {
      if (equals(BY_OTHERS)) {
        return BooleanNode.TRUE;
      }
      ObjectNode given = JsonNodeFactory.instance.objectNode();
      if (named()) {
        given.put("provider", provider).put("model", model);
      }
      if (params != null) {
        given.set("params", params);
      }
      if (links != null) {
        given.put("links", links);
      }
      return given;
    }
  }

  /** Whose stored answers the target of a run is; null for one that asks or is pushed. */
  public static TrafficSource of(JsonNode target) {
    JsonNode given = target.path("traffic");
    return given.isObject() ? JsonColumns.read(given.toString(), TrafficSource.class) : null;
  }

  /**
   * Says what is wrong with it.
   *
   * @param field where it was given
   */
  public void check(Checks checks, String field) {
    if (sourceType == null) {
      checks.violate(
          field + ".source_type", "is missing: skill, agent, request_domain or feature.");
    }
    if (id == null || id.isBlank()) {
      checks.violate(field + ".id", "is missing: see GET /v1/traffic/sources.");
    }
    if (agentVersion != null && sourceType != Type.AGENT) {
      checks.violate(field + ".agent_version", "is of an agent only.");
    }
    time(since, checks, field + ".since");
    time(until, checks, field + ".until");
    if (since != null && until != null && !since.isBefore(until)) {
      checks.violate(field + ".until", "must be after since.");
    }
    if (limit != null && limit < 1) {
      checks.violate(field + ".limit", "must be at least 1.");
    }
    if (inferCorrections != null && inferCorrections.named()) {
      inferCorrections.check(checks, field + ".infer_corrections.");
    }
  }

  private static void time(OffsetDateTime time, Checks checks, String field) {
    if (time != null && !StorableTimes.holds(time)) {
      checks.violate(field, "must be of a year from 1 to " + StorableTimes.LAST_YEAR + ".");
    }
  }

  /** Whether corrections are made also of notes that came by a link. */
  public boolean takesLinks() {
    return inferCorrections != null && Boolean.TRUE.equals(inferCorrections.links());
  }

  /** Up to a time, where it says none: what comes later is of another run. */
  public TrafficSource until(OffsetDateTime time) {
    return until != null
        ? this
        : new TrafficSource(sourceType, id, agentVersion, since, time, limit, inferCorrections);
  }

  /** In words, such as {@code skill invoice-extraction}. */
  public String named() {
    return sourceType.wire().replace('_', ' ')
        + " "
        + id
        + (agentVersion == null ? "" : " version " + agentVersion);
  }
}
