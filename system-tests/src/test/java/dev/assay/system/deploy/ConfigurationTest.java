package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What containers are told is what the services read, and secrets come by reference only. */
@ExtendWith(WithTools.class)
class ConfigurationTest {
  private static final Pattern SECRET =
      Pattern.compile(".*(PASSWORD|SECRET|TOKEN)|.*_KEYS?(_PREVIOUS)?");
  private static final String HEALTH = "/q/health/";

  private final List<Map<String, Object>> base = Overlays.of("base");

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldTellServicesOnlyWhatTheyRead(String folder) {
    // Given
    Set<String> known = Sources.variables();
    List<Map<String, Object>> documents = Overlays.of(folder);

    // Then
    assertThat(Workloads.of(documents, "Deployment"))
        .flatMap(Workloads::containers)
        .flatMap(container -> Workloads.variables(documents, container))
        .hasSizeGreaterThan(20)
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldTakeEverySecretByReference(String folder) {
    // Given
    List<Map<String, Object>> documents = Overlays.of(folder);

    // Then
    assertThat(Workloads.of(documents, "Secret")).isEmpty();
    assertThat(Workloads.of(documents, "ConfigMap"))
        .flatMap(map -> Yaml.map(map, "data").keySet())
        .noneMatch(ConfigurationTest::secret);
    assertThat(Workloads.withPods(documents))
        .flatMap(Workloads::containers)
        .flatMap(container -> Yaml.maps(container, "env"))
        .filteredOn(variable -> secret(Yaml.string(variable, "name")))
        .isNotEmpty()
        .allMatch(variable -> Yaml.at(variable, "valueFrom.secretKeyRef") != null);
  }

  private static boolean secret(String variable) {
    return SECRET.matcher(variable).matches();
  }

  @ParameterizedTest
  @FieldSource("dev.assay.system.deploy.Sources#SERVICES")
  void shouldListenWhereTheServiceSaysAndBeAskedThere(String service) {
    // Given
    Map<String, Object> container = container(service);
    Map<String, String> environment = Workloads.environment(base, container);
    String own = Sources.property(service, "quarkus.http.port");
    boolean apart = environment.containsKey("ASSAY_MANAGEMENT_PORT");

    // Then
    assertThat(environment)
        .containsEntry("QUARKUS_HTTP_PORT", own)
        .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0");
    assertThat(port(container, "management"))
        .isEqualTo(apart ? environment.get("ASSAY_MANAGEMENT_PORT") : own);
    assertThat(port(container, "http")).isEqualTo(apart ? own : null);
    assertThat(apart).as("the API has a port, and health another").isEqualTo(own.equals("7400"));
    probed(container, "startupProbe", "live");
    probed(container, "livenessProbe", "live");
    probed(container, "readinessProbe", "ready");
  }

  private static void probed(Map<String, Object> container, String probe, String path) {
    assertThat(Yaml.map(container, probe + ".httpGet"))
        .containsOnly(Map.entry("path", HEALTH + path), Map.entry("port", "management"));
  }

  private static String port(Map<String, Object> container, String name) {
    return Yaml.maps(container, "ports").stream()
        .filter(port -> name.equals(port.get("name")))
        .map(port -> Yaml.string(port, "containerPort"))
        .findFirst()
        .orElse(null);
  }

  @Test
  void shouldGiveRunServiceTheTimeThatItTakes() {
    // Given
    String service = "run-service";
    Duration requests = Sources.seconds(Sources.property(service, "quarkus.shutdown.timeout"));
    Duration underWay =
        Sources.duration(
            service, "run/platform/shutdown/Shutdown.java", "GRACE = Duration.ofSeconds\\((\\d+)");
    Duration link =
        Sources.duration(
            service,
            "run/platform/broker/BrokerProducer.java",
            "atMost\\(Duration.ofSeconds\\((\\d+)");
    Duration pause =
        Sources.seconds(Yaml.string(container(service), "lifecycle.preStop.sleep.seconds"));

    // Then
    assertThat(grace(service))
        .isGreaterThan(pause.plus(requests).plus(underWay).plus(link))
        .isGreaterThanOrEqualTo(pause.plusSeconds(30));
  }

  @Test
  void shouldGiveWorkersAndScorersMoreThanTheirDrain() {
    // Given
    Duration calls =
        Sources.duration(
            "worker-service",
            "worker/WorkerConfig.java",
            "@WithDefault\\(\"(\\d+s)\"\\)\\s+Duration drainTimeout");
    Duration tasks =
        Sources.duration(
            "scoring-service",
            "scoring/service/ScoringSettings.java",
            "@WithDefault\\(\"(\\d+s)\"\\)\\s+Duration drainTimeout");

    // Then
    assertThat(grace("worker-service")).isGreaterThanOrEqualTo(calls.plusSeconds(10));
    assertThat(grace("scoring-service")).isGreaterThanOrEqualTo(tasks.plusSeconds(10));
  }

  private Duration grace(String service) {
    return Sources.seconds(
        Yaml.string(
            Workloads.named(base, "Deployment", service),
            "spec.template.spec.terminationGracePeriodSeconds"));
  }

  @Test
  void shouldMigrateAsTheOwnerAndWorkAsSomebodyElse() {
    // Given
    Map<String, Object> deployment = Workloads.named(base, "Deployment", "run-service");
    Map<String, Object> migrates =
        Yaml.maps(deployment, "spec.template.spec.initContainers").get(0);
    Map<String, Object> serves = container("run-service");

    // Then
    assertThat(migrates.get("image")).isEqualTo(serves.get("image"));
    assertThat(Workloads.environment(base, migrates))
        .containsEntry("QUARKUS_INIT_AND_EXIT", "true")
        .doesNotContainKey("ASSAY_DB_MIGRATE");
    assertThat(Workloads.environment(base, serves))
        .containsEntry("ASSAY_DB_MIGRATE", "false")
        .doesNotContainKey("QUARKUS_INIT_AND_EXIT");
    assertThat(Workloads.variables(base, migrates))
        .contains("ASSAY_DB_OWNER_PASSWORD")
        .doesNotContain("ASSAY_DB_PASSWORD", "ASSAY_MASTER_KEY", "ASSAY_BOOTSTRAP_KEY");
    assertThat(Workloads.variables(base, serves))
        .contains("ASSAY_DB_PASSWORD")
        .doesNotContain("ASSAY_DB_OWNER_PASSWORD");
  }

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldRunImagesOfThisVersion(String folder) {
    assertThat(Workloads.withPods(Overlays.of(folder)))
        .flatMap(Workloads::containers)
        .extracting(container -> Yaml.string(container, "image"))
        .filteredOn(image -> image.contains("assay/"))
        .isNotEmpty()
        .allMatch(image -> image.endsWith(":" + Sources.version()));
  }

  @Test
  void shouldMakeTheSameRolesAsTheComposeFile() {
    assertThat(Overlays.ROOT.resolve("overlays/dev/roles.sh"))
        .hasSameTextualContentAs(Overlays.ROOT.resolve("../docker/roles.sh"));
  }

  private Map<String, Object> container(String service) {
    return Yaml.maps(Workloads.named(base, "Deployment", service), "spec.template.spec.containers")
        .get(0);
  }
}
