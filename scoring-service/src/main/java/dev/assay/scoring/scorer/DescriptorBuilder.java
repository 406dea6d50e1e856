package dev.assay.scoring.scorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@link ScorerDescriptor}; what is not said has the usual value. */
public final class DescriptorBuilder {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final String id;
  private final String name;
  private int version = 1;
  private String description = "";
  private String category = "correctness";
  private List<String> needs = List.of("expected");
  private String valueType = "number";
  private String range = "0..1";
  private boolean recommended;
  private String properties = "{}";
  private List<String> required = List.of();
  private Double defaultThreshold;
  private boolean canaries;
  private JsonNode questions;

  private DescriptorBuilder(String id, String name) {
    this.id = id;
    this.name = name;
  }

  /** Starts with the stable id and the name for people. */
  public static DescriptorBuilder scorer(String id, String name) {
    return new DescriptorBuilder(id, name);
  }

  /** Raised when the same input may give another score; 1 unless said. */
  public DescriptorBuilder version(int value) {
    version = value;
    return this;
  }

  /** What it measures, with the formula. */
  public DescriptorBuilder describes(String value) {
    description = value.strip().replace('\n', ' ');
    return this;
  }

  /** DigitalOcean's category; correctness unless said. */
  public DescriptorBuilder category(String value) {
    category = value;
    return this;
  }

  /** What must be there; the expected value unless said. */
  public DescriptorBuilder needs(String... values) {
    needs = List.of(values);
    return this;
  }

  /** Something more that must be there. */
  public DescriptorBuilder alsoNeeds(String value) {
    List<String> all = new ArrayList<>(needs);
    all.add(value);
    needs = List.copyOf(all);
    return this;
  }

  /** The score stands for one of a few labels. */
  public DescriptorBuilder label() {
    valueType = "label";
    return this;
  }

  /** The threshold that holds when an evaluation says none; no threshold unless said. */
  public DescriptorBuilder defaultThreshold(double value) {
    defaultThreshold = value;
    return this;
  }

  /** Known good and known bad answers tell whether it works. */
  public DescriptorBuilder canaries() {
    canaries = true;
    return this;
  }

  /** How many questions it asks a model, for forecasts. */
  public DescriptorBuilder questions(JsonNode asked) {
    questions = asked;
    return this;
  }

  /** The score is 0 or 1 and nothing between; 1 passes unless an evaluation says otherwise. */
  public DescriptorBuilder yesOrNo() {
    valueType = "boolean";
    range = "0|1";
    defaultThreshold = defaultThreshold == null ? Double.valueOf(1) : defaultThreshold;
    return this;
  }

  /** The score is a share of something counted. */
  public DescriptorBuilder percentage() {
    valueType = "percentage";
    return this;
  }

  /** A scorer to start with. */
  public DescriptorBuilder recommended() {
    recommended = true;
    return this;
  }

  /** The properties of the parameter object, as the JSON of a schema's {@code properties}. */
  public DescriptorBuilder params(String json, String... requiredNames) {
    properties = json;
    required = List.of(requiredNames);
    return this;
  }

  /** The finished descriptor; unknown parameters are refused by its schema. */
  public ScorerDescriptor build() {
    ObjectNode schema = Json.strict().createObjectNode();
    schema.put("$schema", DIALECT);
    schema.put("type", "object");
    schema.put("title", name + ": parameters");
    schema.put("additionalProperties", false);
    try {
      schema.set("properties", Json.strict().readTree(properties));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the parameter schema of " + id + " is not JSON", e);
    }
    if (canaries) {
      schema.put("x-canaries", true);
    }
    if (questions != null) {
      schema.set("x-questions", questions);
    }
    if (defaultThreshold != null) {
      schema.put("x-default-threshold", defaultThreshold);
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return new ScorerDescriptor(
        id,
        version,
        name,
        description,
        category,
        needs,
        false, // every score is better when higher, also of what is better when smaller
        valueType,
        range,
        recommended,
        schema);
  }
}
