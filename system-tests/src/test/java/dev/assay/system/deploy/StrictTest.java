package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.system.deploy.built.Helm;
import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import dev.assay.system.deploy.typed.Models;
import dev.assay.system.deploy.typed.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document that is built is one of its kind, with no field and no type of its own. */
@ExtendWith(WithTools.class)
class StrictTest {
  @ParameterizedTest
  @MethodSource({
    "dev.assay.system.deploy.built.Overlays#all",
    "dev.assay.system.deploy.built.Overlays#components"
  })
  void shouldBuildWhatTheModelsKnow(String folder) {
    assertThat(Workload.of(Models.of(Overlays.of(folder)))).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Helm#values")
  void shouldRenderWhatTheModelsKnow(String values) {
    assertThat(Workload.of(Models.of(Helm.rendered(values)))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, /spec/template/spec/containers/0/livenesProbe, spec.template.spec.containers.0",
    "Deployment, /spec/template/spec/containers/0/resources/limit, limit",
    "Deployment, /spec/template/spec/securityContext/runAsNonroot, runAsNonroot",
    "Deployment, /spec/template/metadata/label, spec.template.metadata.label",
    "StatefulSet, /spec/volumeClaimTemplate, spec.volumeClaimTemplate",
    "Service, /spec/port, spec.port",
    "ServiceAccount, /automountServiceAccountTokens, automountServiceAccountTokens",
    "ConfigMap, /dat, dat",
    "Namespace, /metadata/lables, metadata.lables",
    "NetworkPolicy, /spec/policyType, spec.policyType",
    "PodDisruptionBudget, /spec/maxUnavailables, spec.maxUnavailables",
    "HorizontalPodAutoscaler, /spec/metrics/0/resource/targets, spec.metrics.0.resource.targets",
    "ScaledObject, /spec/fallback/replica, spec.fallback.replica",
    "ScaledObject, /spec/advanced/horizontalPodAutoscalerConfig/behavior/scaledown, scaledown",
    "TriggerAuthentication, /spec/secretTargetRef/0/keys, spec.secretTargetRef.0.keys",
    "HTTPRoute, /spec/rules/0/timeout, spec.rules.0.timeout",
    "Ingress, /spec/rules/0/http/path, spec.rules.0.http.path",
    "PodMonitor, /spec/podMetricsEndpoints/0/targetports, spec.podMetricsEndpoints.0.targetports",
    "PrometheusRule, /spec/groups/0/rules/0/fore, spec.groups.0.rules.0.fore"
  })
  void shouldRefuseAMisspeltField(String kind, String path, String place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Models.of(List.of(spoilt("add", kind, path, "x"))))
        .withMessageStartingWith(kind)
        .withMessageContaining(place)
        .withMessageContaining("Unrecognized field");
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, /spec/replicas, '\"two\"', spec.replicas",
    "Deployment, /spec/replicas, '\"2\"', spec.replicas",
    "Deployment, /spec/replicas, 1.5, spec.replicas",
    "Deployment, /spec/template/spec/automountServiceAccountToken, '\"false\"', automount",
    "Deployment, /spec/template/spec/containers, {}, spec.template.spec.containers",
    "Deployment, /spec/template/spec/containers/0/env/0/value, true, env.0.value",
    "Deployment, /spec/template/spec/containers/0/env/0/value, 7400, env.0.value",
    "Deployment, /metadata/labels/app.kubernetes.io~1part-of, 1, app.kubernetes.io/part-of",
    "Service, /spec/ports/0/port, '\"http\"', spec.ports.0.port",
    "ConfigMap, /data/ASSAY_BROKER_PORT, 5671, data.ASSAY_BROKER_PORT",
    "NetworkPolicy, /spec/policyTypes, Egress, spec.policyTypes",
    "ScaledObject, /spec/triggers/0/metadata/targetValue, 1, spec.triggers.0.metadata.targetValue",
    "ScaledObject, /spec/fallback/behavior, currentReplica, spec.fallback.behavior",
    "HTTPRoute, /spec/hostnames, assay.example.com, spec.hostnames",
    "PrometheusRule, /spec/groups/0/rules/0/labels/severity, 1, labels.severity"
  })
  void shouldRefuseAnotherType(String kind, String path, String value, String place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Models.of(List.of(spoilt("add", kind, path, Yaml.value(value, path)))))
        .withMessageStartingWith(kind)
        .withMessageContaining(place);
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, /apiVersion, apps/v1beta1, No model of apps/v1beta1 Deployment.",
    "HorizontalPodAutoscaler, /apiVersion, autoscaling/v3, No model of autoscaling/v3",
    "Ingress, /kind, Ingres, No model of networking.k8s.io/v1 Ingres."
  })
  void shouldRefuseAKindThatNobodyKnows(String kind, String path, String value, String said) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Models.of(List.of(spoilt("replace", kind, path, value))))
        .withMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource({
    "ScaledObject, /spec/scaleTargetRef/name",
    "ScaledObject, /spec/triggers",
    "TriggerAuthentication, /spec/secretTargetRef/0/name"
  })
  void shouldRefuseWhatKedaNeedsAndDoesNotGet(String kind, String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Models.of(List.of(spoilt("remove", kind, path, ""))))
        .withMessageContaining("Missing required");
  }

  private static Map<String, Object> spoilt(String op, String kind, String path, Object value) {
    List<Map<String, Object>> documents =
        Overlays.of(kind.equals("StatefulSet") ? "overlays/dev" : "overlays/all");
    Map<String, Object> document =
        Workloads.of(documents, kind).stream()
            .filter(one -> !kind.equals("ConfigMap") || Workloads.name(one).equals("assay-broker"))
            .findFirst()
            .orElseThrow();
    JsonPatch.apply(List.of(Map.of("op", op, "path", path, "value", value)), document);
    return document;
  }
}
