package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload of every overlay is confined, probed, bounded and spread. */
@ExtendWith(WithTools.class)
class HardeningTest {
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldConfineEveryWorkload(String folder) {
    // Given
    List<Map<String, Object>> documents = Overlays.of(folder);
    List<Map<String, Object>> workloads = Workloads.withPods(documents);

    // Then
    assertThat(workloads)
        .extracting(Workloads::name)
        .contains("run-service", "worker-service", "scoring-service");
    assertThat(workloads)
        .flatMap(workload -> Hardening.faults(documents, workload))
        .as("faults of %s", folder)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    POD + "/automountServiceAccountToken, automountServiceAccountToken",
    POD + "/enableServiceLinks, enableServiceLinks",
    POD + "/securityContext/runAsNonRoot, securityContext.runAsNonRoot",
    POD + "/securityContext/runAsUser, securityContext.runAsUser",
    POD + "/securityContext/seccompProfile, securityContext.seccompProfile.type",
    POD + "/serviceAccountName, no ServiceAccount without a token: null",
    POD + "/topologySpreadConstraints, topologySpreadConstraints",
    POD + "/volumes/0, no such volume: tmp",
    CONTAINER
        + "/securityContext/allowPrivilegeEscalation, securityContext.allowPrivilegeEscalation",
    CONTAINER + "/securityContext/readOnlyRootFilesystem, securityContext.readOnlyRootFilesystem",
    CONTAINER + "/securityContext/capabilities/drop, securityContext.capabilities.drop",
    CONTAINER + "/resources/requests/cpu, resources.requests.cpu",
    CONTAINER + "/resources/limits/memory, resources.limits.memory",
    CONTAINER + "/startupProbe, no startupProbe",
    CONTAINER + "/livenessProbe, no livenessProbe",
    CONTAINER + "/readinessProbe, no readinessProbe",
    CONTAINER + "/volumeMounts/0, nowhere to write: /tmp"
  })
  void shouldMissWhatWasTakenAway(String path, String fault) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("base");
    Map<String, Object> worker = Workloads.named(documents, "Deployment", "worker-service");

    // When
    JsonPatch.apply(List.of(Map.of("op", "remove", "path", path)), worker);

    // Then
    assertThat(Hardening.faults(documents, worker)).containsExactly("worker-service: " + fault);
  }

  @ParameterizedTest
  @CsvSource({
    POD + "/hostNetwork, true, hostNetwork",
    POD + "/hostPID, true, hostPID",
    POD + "/securityContext/runAsUser, 0, securityContext.runAsUser",
    CONTAINER + "/securityContext/privileged, true, securityContext.privileged",
    CONTAINER + "/securityContext/capabilities/add, [NET_ADMIN], securityContext.capabilities.add",
    CONTAINER + "/image, assay/worker-service, image without a version: assay/worker-service",
    CONTAINER + "/image, a:5000/b, image without a version: a:5000/b",
    CONTAINER
        + "/image, assay/worker-service:latest, "
        + "image without a version: assay/worker-service:latest",
    POD + "/volumes/-, '{name: node, hostPath: {path: /var}}', hostPath"
  })
  void shouldRefuseWhatWasPutIn(String path, String value, String fault) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("base");
    Map<String, Object> worker = Workloads.named(documents, "Deployment", "worker-service");

    // When
    Object put = Yaml.value(value, path);
    JsonPatch.apply(List.of(Map.of("op", "add", "path", path, "value", put)), worker);

    // Then
    assertThat(Hardening.faults(documents, worker)).containsExactly("worker-service: " + fault);
  }
}
