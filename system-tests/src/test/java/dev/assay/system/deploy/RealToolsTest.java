package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Kustomize;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import dev.assay.system.harness.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the other tests build by themselves is what the real tools build. Neither talks to a
 * cluster. {@code ASSAY_KUBECTL=required} and {@code ASSAY_HELM=required} make it a failure that
 * one of them is not there.
 */
class RealToolsTest {
  // The signs that kustomize writes a hash in.
  private static final Pattern HASHED = Pattern.compile(".*-[2456789bcdfghkmt]{10}");
  private static final Path CHART = Path.of("..", "deploy", "helm", "assay");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldBuildAsKubectlDoes(String overlay) throws Exception {
    // Given
    Path kubectl =
        Programs.onPath("kubectl")
            .orElseGet(
                () ->
                    Programs.missing(
                        "ASSAY_KUBECTL", "Not built by kubectl: it is not on the PATH."));

    // When
    Result built = run(kubectl, "kustomize", Kustomize.ROOT.resolve(overlay).toString());

    // Then
    assertThat(built.code()).as(built.text()).isZero();
    assertThat(comparable(Yaml.documents(built.text(), overlay)))
        .isEqualTo(comparable(Overlays.of(overlay)));
  }

  @Test
  void shouldRenderTheBaseAsHelmDoes() throws Exception {
    // When
    Result built = run(helm(), "template", "assay", CHART.toString(), "--namespace", "assay");

    // Then
    assertThat(built.code()).as(built.text()).isZero();
    List<Map<String, Object>> rendered = Yaml.documents(built.text(), "chart");
    for (Map<String, Object> deployment : Workloads.of(rendered, "Deployment")) {
      // What a hash in the name of a ConfigMap is there.
      assertThat(Yaml.map(deployment, "spec.template.metadata").remove("annotations"))
          .matches(annotations -> Yaml.at(annotations, "checksum/config") != null);
    }
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
  void shouldRefuseWithASentence(String values, String sentence) throws Exception {
    // When
    Result built = run(helm(), "template", "assay", CHART.toString(), "--set", values);

    // Then
    assertThat(built.code()).isNotZero();
    assertThat(built.text()).contains(sentence);
  }

  @Test
  void shouldRenderWhatProductionAndTheComponentsAre() throws Exception {
    // Given
    List<String> told = new ArrayList<>(List.of("template", "assay", CHART.toString()));
    for (String value :
        List.of(
            "keda.enabled=true",
            "gateway.enabled=true",
            "ingress.enabled=true",
            "monitoring.enabled=true",
            "image.registry=registry.example.com",
            "database.tls.authority=assay-database-ca",
            "runService.config.ASSAY_DB_HOST=postgres.example.com",
            "broker.tls.authority=assay-broker-ca",
            "broker.config.ASSAY_BROKER_HOST=broker.example.com",
            "networkPolicy.database[0].ipBlock.cidr=10.0.0.0/8",
            "networkPolicy.broker[0].ipBlock.cidr=10.0.0.0/8")) {
      told.addAll(List.of("--set", value));
    }
    told.addAll(List.of("--set-string", "broker.config.ASSAY_BROKER_PORT=5671"));
    told.addAll(List.of("--namespace", "assay"));

    // When
    Result built = run(helm(), told.toArray(String[]::new));

    // Then
    assertThat(built.code()).as(built.text()).isZero();
    List<Map<String, Object>> rendered = Yaml.documents(built.text(), "chart");
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
    assertThat(chart.keySet()).isEqualTo(all.keySet());
    assertThat(chart)
        .allSatisfy(
            (name, document) -> {
              if (!name.startsWith("Deployment")) {
                assertThat(document).as(name).isEqualTo(all.get(name));
              }
            });
  }

  private static Path helm() {
    return Programs.onPath("helm")
        .orElseGet(
            () -> Programs.missing("ASSAY_HELM", "Not rendered by helm: it is not on the PATH."));
  }

  /** By kind and name, without namespaces and without the hashes in names of ConfigMaps. */
  private static Map<String, Object> comparable(List<Map<String, Object>> documents) {
    List<String> hashed = new ArrayList<>();
    Map<String, Object> found = new TreeMap<>();
    for (Map<String, Object> document : documents) {
      Yaml.map(document, "metadata").remove("namespace");
      String name = Workloads.name(document);
      if (document.get("kind").equals("ConfigMap") && HASHED.matcher(name).matches()) {
        hashed.add(name);
      }
    }
    for (Map<String, Object> document : documents) {
      Object plain = plain(document, hashed);
      found.put(document.get("kind") + " " + Yaml.string(plain, "metadata.name"), plain);
    }
    return found;
  }

  private static Object plain(Object value, List<String> hashed) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new TreeMap<>();
      map.forEach((key, inner) -> copy.put(key, plain(inner, hashed)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(inner -> plain(inner, hashed)).toList();
    }
    return value instanceof String text && hashed.contains(text)
        ? text.substring(0, text.length() - 11)
        : value;
  }

  private record Result(int code, String text) {}

  private Result run(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    File said = folder.resolve("said").toFile();
    Process process =
        new ProcessBuilder(command).redirectOutput(said).redirectErrorStream(true).start();
    int code = process.waitFor();
    return new Result(code, Yaml.text(said.toPath()));
  }
}
