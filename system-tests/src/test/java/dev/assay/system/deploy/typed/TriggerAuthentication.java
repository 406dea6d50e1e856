package dev.assay.system.deploy.typed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** What a trigger of KEDA signs in with, version {@code keda.sh/v1alpha1}: by secrets. */
public record TriggerAuthentication(
    @JsonProperty(required = true) String apiVersion,
    @JsonProperty(required = true) String kind,
    @JsonProperty(required = true) ObjectMeta metadata,
    @JsonProperty(required = true) Spec spec) {

  /** Parameters and where their values are. */
  public record Spec(@JsonProperty(required = true) List<Parameter> secretTargetRef) {}

  /** One key of one secret. */
  public record Parameter(
      @JsonProperty(required = true) String parameter,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String key) {}
}
