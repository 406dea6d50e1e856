package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Helm;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import dev.assay.system.harness.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl and helm make of deploy, and what they refuse. Neither talks to a cluster. */
@ExtendWith(WithTools.class)
class RealToolsTest {
  @Test
  void shouldReadEveryFile() throws IOException {
    // Given
    List<Path> files;
    try (Stream<Path> all = Files.walk(Overlays.ROOT)) {
      files = all.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
    }

    // Then
    assertThat(files).hasSizeGreaterThan(40);
    assertThat(files).allSatisfy(file -> assertThat(Yaml.anyDocuments(file)).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resources: [gone.yaml] | gone.yaml",
        "ressources: [] | unknown field \"ressources\"",
        "configMapGenerator: [{name: a, behavior: merge}] | does not exist",
        "configMapGenerator: [{name: a, envs: [gone.env]}] | gone.env",
        "components: [../gone] | gone"
      })
  void shouldNotBuildWhatDoesNotHoldTogether(String plan, String said, @TempDir Path folder)
      throws IOException {
    // Given
    Files.writeString(folder.resolve("kustomization.yaml"), plan);

    // When
    Programs.Result built = Overlays.kustomize(folder);

    // Then
    assertThat(built.code()).isNotZero();
    assertThat(built.err()).contains(said);
  }

  @Test
  void shouldRenderTheBaseAsHelmDoes() {
    // Given
    List<Map<String, Object>> rendered = Helm.rendered("nothing");

    // When
    for (Map<String, Object> deployment : Workloads.of(rendered, "Deployment")) {
      // What a hash in the name of a ConfigMap is there.
      assertThat(Yaml.map(deployment, "spec.template.metadata").remove("annotations"))
          .matches(annotations -> Yaml.at(annotations, "checksum/config") != null);
    }

    // Then
    assertThat(comparable(rendered)).isEqualTo(comparable(Overlays.of("base")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway.enabled=true,gateway.hostnames=null | gateway.enabled needs gateway.hostnames",
        "gateway.enabled=true,gateway.parentRefs=null | gateway.enabled needs gateway.parentRefs",
        "ingress.enabled=true,ingress.host= | ingress.enabled needs ingress.host",
        "keda.workers.minReplicas=30 | keda.workers.minReplicas is larger",
        "keda.scoring.minReplicas=30 | keda.scoring.minReplicas is larger",
        "broker.tls.authority=ca | ASSAY_BROKER_PORT is 5672",
        "secrets.database=one,secrets.databaseOwner=one | are the same",
        "gateway.enabled=true,ingress.enabled=true,gateway.trustedProxies=10.1.0.0/16 | differ",
        "image.tag=latest | /image/tag",
        "runService.replica=3 | replica"
      })
  void shouldRefuseWithASentence(String values, String sentence) {
    // When
    Programs.Result rendered = Helm.template("--set", values);

    // Then
    assertThat(rendered.code()).isNotZero();
    assertThat(rendered.err()).contains(sentence);
  }

  @Test
  void shouldRenderWhatProductionAndTheComponentsAre() {
    // Given
    List<Map<String, Object>> rendered = Helm.rendered("everything");
    Workloads.of(rendered, "Deployment")
        .forEach(one -> Yaml.map(one, "spec.template.metadata").remove("annotations"));
    Map<String, Object> chart = comparable(rendered);
    Map<String, Object> all = comparable(Overlays.of("overlays/all"));
    // Of the overlay alone: its namespace, the dashboards, and what components/extra shows.
    all.keySet()
        .removeAll(
            List.of(
                "Namespace assay",
                "ConfigMap assay-dashboards",
                "NetworkPolicy worker-service-to-model-servers"));

    // Then
    assertThat(chart.keySet()).isEqualTo(all.keySet());
    assertThat(chart)
        .allSatisfy(
            (name, document) -> {
              if (!name.startsWith("Deployment")) {
                assertThat(document).as(name).isEqualTo(all.get(name));
              }
            });
  }

  /** By kind and name, without namespaces. */
  private static Map<String, Object> comparable(List<Map<String, Object>> documents) {
    Map<String, Object> found = new TreeMap<>();
    for (Map<String, Object> document : documents) {
      Yaml.map(document, "metadata").remove("namespace");
      found.put(document.get("kind") + " " + Workloads.name(document), document);
    }
    return found;
  }
}
