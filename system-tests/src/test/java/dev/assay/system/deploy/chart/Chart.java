package dev.assay.system.deploy.chart;

import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The templates of the chart that are written out of the base and the components. */
final class Chart {
  private static final String HEAD =
      "{{- /* Written out of deploy/kubernetes by ChartTest; do not edit. */ -}}\n";
  private static final String POLICIES = ".Values.networkPolicy.enabled";

  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Template.Default> defaults = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();

  private Chart() {
    // As they are written, for the order of their fields; configuration as it is built.
    List<Map<String, Object>> base = new ArrayList<>(resources("base"));
    Workloads.of(Overlays.of("base"), "ConfigMap").stream().map(Chart::inOrder).forEach(base::add);
    for (String service : Holes.SERVICES.keySet().stream().sorted().toList()) {
      write(service, null, base.stream().filter(one -> isOf(one, service)).toList());
    }
    write(
        "configuration",
        null,
        Stream.of("assay-broker", "assay-egress")
            .map(name -> Workloads.named(base, "ConfigMap", name))
            .toList());
    write("network", POLICIES, Workloads.of(base, "NetworkPolicy"));
    component("keda", ".Values.keda.enabled");
    component("gateway", ".Values.gateway.enabled");
    component("ingress", ".Values.ingress.enabled");
    component("observability", ".Values.monitoring.enabled");
  }

  /** As the manifests are now. */
  static Chart written() {
    return new Chart();
  }

  /** Texts of the templates by the names of their files. */
  Map<String, String> files() {
    return files;
  }

  /** What values.yaml has to say so that the chart is the manifests. */
  List<Template.Default> defaults() {
    return defaults;
  }

  /** Places that no manifest has. */
  List<String> unused() {
    return unused;
  }

  private static Map<String, Object> inOrder(Map<String, Object> map) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    List.of("apiVersion", "kind", "metadata", "data")
        .forEach(key -> ordered.put(key, map.get(key)));
    return ordered;
  }

  private void component(String name, String condition) {
    write(name, condition, resources("components/" + name));
  }

  private static List<Map<String, Object>> resources(String name) {
    Path folder = Overlays.ROOT.resolve(name);
    Object plan = Yaml.documents(folder.resolve("kustomization.yaml")).get(0);
    return ((List<?>) Objects.requireNonNull(Yaml.at(plan, "resources")))
        .stream()
            .flatMap(file -> Yaml.documents(folder.resolve(file.toString())).stream())
            .toList();
  }

  private static boolean isOf(Map<String, Object> document, String service) {
    return Workloads.name(document).equals(service)
        && !document.get("kind").equals("NetworkPolicy");
  }

  private void write(String file, String condition, List<Map<String, Object>> documents) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Map<String, Object> document : documents) {
      String kind = document.get("kind").toString();
      String name = Workloads.name(document);
      Template template = Template.of(document, Holes.of(kind, name));
      String needed = condition;
      if (kind.equals("NetworkPolicy") && !POLICIES.equals(condition)) {
        needed = "and " + condition + " " + POLICIES;
      }
      text.append(needed == null ? "" : "{{- if " + needed + " }}\n");
      text.append("---\n").append(template.text());
      text.append(needed == null ? "" : "{{- end }}\n");
      defaults.addAll(template.defaults());
      template.unused().stream()
          // Not every service has every secret.
          .filter(hole -> !hole.path().pattern().contains("secretKeyRef"))
          .forEach(hole -> unused.add(kind + " " + name + ": " + hole.path()));
    }
    files.put(file + ".yaml", text.toString());
  }
}
