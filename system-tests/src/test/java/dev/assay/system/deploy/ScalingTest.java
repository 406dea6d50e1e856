package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers by what can be put to use, and never fewer because nobody knows. */
@ExtendWith(WithTools.class)
class ScalingTest {
  private static final Path API =
      Path.of("..", "run-service", "src/main/webui/src/api/openapi.json");

  private final List<Map<String, Object>> documents = Overlays.of("overlays/all");
  private final Map<String, Object> scaled =
      Workloads.named(documents, "ScaledObject", "worker-service");

  @Test
  void shouldAskRunServiceForOneNumber() {
    // Given
    Map<String, Object> trigger = Yaml.maps(scaled, "spec.triggers").get(0);
    Map<String, Object> asked = Yaml.map(trigger, "metadata");
    URI url = URI.create(asked.get("url").toString());
    Map<String, Object> service = Workloads.named(documents, "Service", "run-service");

    // Then
    assertThat(Yaml.maps(scaled, "spec.triggers")).hasSize(1);
    assertThat(trigger)
        .containsEntry("type", "metrics-api")
        .containsEntry("metricType", "AverageValue");
    assertThat(asked)
        .containsEntry("valueLocation", "workers_useful")
        .containsEntry("targetValue", "1")
        .containsEntry("authMode", "bearer")
        // It comes from PostgreSQL: added up over replicas it would be too much.
        .doesNotContainKey("aggregateFromKubeServiceEndpoints");
    assertThat(url.getHost()).isEqualTo("run-service.assay.svc.cluster.local");
    assertThat(url.getPort()).isEqualTo(Yaml.at(service, "spec.ports.0.port"));
    assertThat(url.getPath()).isEqualTo("/v1/backlog");
  }

  @Test
  void shouldAskByAKeyOutOfASecret() {
    // Given
    String name = Yaml.string(scaled, "spec.triggers.0.authenticationRef.name");

    // Then
    assertThat(
            Yaml.maps(
                Workloads.named(documents, "TriggerAuthentication", name), "spec.secretTargetRef"))
        .containsExactly(Map.of("parameter", "token", "name", "assay-scale", "key", "token"));
  }

  @Test
  void shouldAskForWhatIsServed() {
    // Given
    String path = URI.create(Yaml.string(scaled, "spec.triggers.0.metadata.url")).getPath();

    // Then
    assertThat(Yaml.text(API)).as("the routes that are served").contains("\"" + path + "\"");
  }

  @Test
  void shouldSendNobodyHomeWhileNobodyKnows() {
    assertThat(Yaml.map(scaled, "spec.fallback"))
        .containsEntry("behavior", "currentReplicasIfHigher")
        .containsEntry("failureThreshold", 3);
  }

  @Test
  void shouldTakeOneAwayInTheTimeOfADrain() {
    // Given
    Map<String, Object> down =
        Yaml.map(scaled, "spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown");
    Map<String, Object> worker = Workloads.named(documents, "Deployment", "worker-service");
    int grace = (int) Yaml.at(worker, "spec.template.spec.terminationGracePeriodSeconds");

    // Then
    assertThat(Yaml.maps(down, "policies"))
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy).containsEntry("type", "Pods").containsEntry("value", 1);
              assertThat((int) policy.get("periodSeconds")).isGreaterThanOrEqualTo(grace);
            });
    assertThat(down).containsEntry("stabilizationWindowSeconds", 300);
  }

  @Test
  void shouldScaleScoringByProcessorTime() {
    // Given
    Map<String, Object> scaler =
        Workloads.named(documents, "HorizontalPodAutoscaler", "scoring-service");

    // Then
    assertThat(Yaml.string(scaler, "spec.metrics.0.resource.name")).isEqualTo("cpu");
    assertThat(Yaml.string(scaler, "spec.scaleTargetRef.name")).isEqualTo("scoring-service");
  }

  @Test
  void shouldLeaveTheNumberOfReplicasToTheScaler() {
    assertThat(Workloads.of(documents, "Deployment"))
        .filteredOn(deployment -> Yaml.at(deployment, "spec.replicas") != null)
        .extracting(Workloads::name)
        .containsExactly("run-service");
  }
}
