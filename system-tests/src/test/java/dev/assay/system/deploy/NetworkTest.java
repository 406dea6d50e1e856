package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything is closed but what the services' configuration says that they need. */
@ExtendWith(WithTools.class)
class NetworkTest {
  private static final String DNS =
      "[kubernetes.io/metadata.name=kube-system][k8s-app=kube-dns]:53";

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldCloseEverythingFirst(String folder) {
    assertThat(Edges.notClosed(Overlays.of(folder))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "base, anywhere, anywhere",
    "overlays/dev, postgres, broker",
    "overlays/production, 10.0.0.0/8, 10.0.0.0/8",
  })
  void shouldOpenWhatIsNeededAndNothingElse(String folder, String database, String broker) {
    // Given
    List<Map<String, Object>> documents = Overlays.of(folder);
    Set<String> needed = needed(documents, database, broker);
    if (folder.endsWith("dev")) {
      needed.add("postgres < run-service:5432");
      Sources.SERVICES.forEach(service -> needed.add("broker < " + service + ":5672"));
    }

    // Then
    assertThat(Edges.open(documents)).containsExactlyInAnyOrderElementsOf(needed);
  }

  @Test
  void shouldOpenMoreOnlyForWhatWasTakenIn() {
    // Given
    List<Map<String, Object>> documents = Overlays.of("overlays/all");
    Set<String> needed = needed(documents, "10.0.0.0/8", "10.0.0.0/8");
    needed.addAll(
        List.of(
            "run-service < [kubernetes.io/metadata.name=keda]:7400",
            "run-service < [assay.dev/gateway=true]:7400",
            "run-service < [kubernetes.io/metadata.name=monitoring]:9000",
            "worker-service < [kubernetes.io/metadata.name=monitoring]:8082",
            "scoring-service < [kubernetes.io/metadata.name=monitoring]:8083",
            "worker-service > 10.20.0.0/16:8000"));

    // Then
    assertThat(Edges.open(documents)).containsExactlyInAnyOrderElementsOf(needed);
  }

  /** Out of what the services are told: ports and addresses stand there once. */
  private static Set<String> needed(
      List<Map<String, Object>> documents, String database, String broker) {
    Set<String> needed = new TreeSet<>();
    for (Map<String, Object> workload : Workloads.withPods(documents)) {
      needed.add(Workloads.name(workload) + " > " + DNS);
      needed.add(Workloads.name(workload) + " > " + DNS + "/UDP");
    }
    for (String service : Sources.SERVICES) {
      String port = told(documents, service, "ASSAY_BROKER_PORT");
      needed.add(service + " > " + broker + ":" + port);
    }
    needed.add("run-service > " + database + ":" + told(documents, "run-service", "ASSAY_DB_PORT"));
    URI run = URI.create(told(documents, "worker-service", "ASSAY_RUN_URL"));
    needed.add("worker-service > " + run.getHost() + ":" + run.getPort());
    needed.add(
        "run-service < worker-service:" + told(documents, "run-service", "QUARKUS_HTTP_PORT"));
    needed.add("worker-service > 0.0.0.0/0:443");
    needed.add("worker-service > ::/0:443");
    return needed;
  }

  private static String told(List<Map<String, Object>> documents, String service, String name) {
    Map<String, Object> deployment = Workloads.named(documents, "Deployment", service);
    return Workloads.environment(
            documents, Yaml.maps(deployment, "spec.template.spec.containers").get(0))
        .get(name);
  }

  @Test
  void shouldKeepWorkersOffPrivateAddressesAndTheMachinesIdentity() {
    // Given
    Map<String, Object> policy =
        Workloads.named(Overlays.of("base"), "NetworkPolicy", "worker-service");
    List<Object> left = new ArrayList<>();
    for (Map<String, Object> rule : Yaml.maps(policy, "spec.egress")) {
      Yaml.maps(rule, "to").forEach(peer -> left.add(Yaml.at(peer, "ipBlock.except")));
    }

    // Then
    assertThat(left.toString())
        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
        .contains("169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128");
  }

  @ParameterizedTest
  @CsvSource({
    "scoring-service, /spec/egress/0/ports, scoring-service > anywhere:any",
    "worker-service, /spec/egress/1/to, worker-service > anywhere:7400",
    "run-service, /spec/ingress/0/from, run-service < anywhere:7400",
    "assay-dns, /spec/egress/0/to, scoring-service > anywhere:53"
  })
  void shouldSeeWhatIsOpenedWide(String policy, String path, String edge) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("base");
    assertThat(Edges.open(documents)).doesNotContain(edge);

    // When
    JsonPatch.apply(
        List.of(Map.of("op", "remove", "path", path)),
        Workloads.named(documents, "NetworkPolicy", policy));

    // Then
    assertThat(Edges.open(documents)).contains(edge);
  }

  @Test
  void shouldSeeWhatIsNotClosed() {
    // Given
    List<Map<String, Object>> documents = Overlays.of("overlays/dev");

    // When
    documents.removeIf(document -> Workloads.name(document).equals("assay-default-deny"));

    // Then
    assertThat(Edges.notClosed(documents)).hasSize(5);
  }
}
