package dev.assay.system.deploy.typed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/** KEDA's scaler of a workload, version {@code keda.sh/v1alpha1}: the fields that its page has. */
public record ScaledObject(
    @JsonProperty(required = true) String apiVersion,
    @JsonProperty(required = true) String kind,
    @JsonProperty(required = true) ObjectMeta metadata,
    @JsonProperty(required = true) Spec spec) {

  /** What is scaled, how far, and by what. */
  public record Spec(
      @JsonProperty(required = true) Target scaleTargetRef,
      Integer pollingInterval,
      Integer initialCooldownPeriod,
      Integer cooldownPeriod,
      Integer idleReplicaCount,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Fallback fallback,
      Advanced advanced,
      @JsonProperty(required = true) List<Trigger> triggers) {}

  /** A workload; a Deployment when no kind is said. */
  public record Target(
      String apiVersion,
      String kind,
      @JsonProperty(required = true) String name,
      String envSourceContainerName) {}

  /** How many there are while nobody knows. */
  public record Fallback(
      @JsonProperty(required = true) Integer failureThreshold,
      @JsonProperty(required = true) Integer replicas,
      Behavior behavior) {}

  /** What a fallback is held against. */
  public enum Behavior {
    @JsonProperty("static")
    STATIC,
    @JsonProperty("currentReplicas")
    CURRENT_REPLICAS,
    @JsonProperty("currentReplicasIfHigher")
    CURRENT_REPLICAS_IF_HIGHER,
    @JsonProperty("currentReplicasIfLower")
    CURRENT_REPLICAS_IF_LOWER
  }

  /** Beside the usual. */
  public record Advanced(
      Boolean restoreToOriginalReplicaCount,
      Autoscaler horizontalPodAutoscalerConfig,
      Modifiers scalingModifiers) {}

  /** Of the HorizontalPodAutoscaler that KEDA makes. */
  public record Autoscaler(String name, HorizontalPodAutoscalerBehavior behavior) {}

  /** A formula over triggers. */
  public record Modifiers(
      String formula, String target, String activationTarget, MetricType metricType) {}

  /** How a number is held against its target. */
  public enum MetricType {
    @JsonProperty("AverageValue")
    AVERAGE_VALUE,
    @JsonProperty("Value")
    VALUE,
    @JsonProperty("Utilization")
    UTILIZATION
  }

  /** Where a number comes from. */
  public record Trigger(
      @JsonProperty(required = true) String type,
      String name,
      Boolean useCachedMetrics,
      MetricType metricType,
      Authentication authenticationRef,
      @JsonProperty(required = true) Map<String, String> metadata) {}

  /** A TriggerAuthentication by name. */
  public record Authentication(@JsonProperty(required = true) String name, String kind) {}
}
