package dev.assay.system.deploy;

import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what documents name is there: pods, ports, services, configuration. */
final class References {
  private final List<Map<String, Object>> documents;
  private final List<String> faults = new ArrayList<>();

  private References(List<Map<String, Object>> documents) {
    this.documents = documents;
  }

  /**
   * What points at nothing.
   *
   * @param outside ConfigMaps that operators make beside
   */
  static List<String> faults(List<Map<String, Object>> documents, Set<String> outside) {
    References found = new References(documents);
    documents.forEach(found::selectors);
    Workloads.withPods(documents).forEach(workload -> found.workload(workload, outside));
    Workloads.of(documents, "Service").forEach(found::service);
    documents.forEach(found::targets);
    return found.faults;
  }

  /** Secrets that containers want, as {@code NAME/KEY}, or {@code NAME} for a whole one. */
  static Set<String> secrets(List<Map<String, Object>> documents, boolean optional) {
    Set<String> found = new LinkedHashSet<>();
    for (Map<String, Object> workload : Workloads.withPods(documents)) {
      for (Map<String, Object> container : Workloads.containers(workload)) {
        for (Map<String, Object> variable : Yaml.maps(container, "env")) {
          add(found, Yaml.map(variable, "valueFrom.secretKeyRef"), optional);
        }
        for (Map<String, Object> source : Yaml.maps(container, "envFrom")) {
          add(found, Yaml.map(source, "secretRef"), optional);
        }
      }
    }
    for (Map<String, Object> authentication : Workloads.of(documents, "TriggerAuthentication")) {
      for (Map<String, Object> secret : Yaml.maps(authentication, "spec.secretTargetRef")) {
        add(found, secret, optional);
      }
    }
    return found;
  }

  private static void add(Set<String> found, Map<String, Object> secret, boolean optional) {
    if (!secret.isEmpty() && (optional || !Boolean.TRUE.equals(secret.get("optional")))) {
      Object key = secret.get("key");
      found.add(secret.get("name") + (key == null ? "" : "/" + key));
    }
  }

  private void selectors(Map<String, Object> document) {
    for (String path :
        List.of("spec.podSelector.matchLabels", "spec.selector.matchLabels", "spec.selector")) {
      Map<String, Object> labels = Yaml.map(document, path);
      if (!labels.isEmpty() && !labels.containsKey("matchLabels") && selected(labels).isEmpty()) {
        faults.add(called(document) + " selects nothing");
      }
    }
  }

  private void workload(Map<String, Object> workload, Set<String> outside) {
    Object wanted = Yaml.at(workload, "spec.selector.matchLabels");
    if (!labels(workload).entrySet().containsAll(((Map<?, ?>) wanted).entrySet())) {
      faults.add(called(workload) + " does not select its own pods");
    }
    Stream<String> maps =
        Stream.concat(
            Workloads.containers(workload).stream()
                .flatMap(container -> Yaml.maps(container, "envFrom").stream())
                .map(source -> Yaml.string(source, "configMapRef.name")),
            Yaml.maps(workload, "spec.template.spec.volumes").stream()
                .map(volume -> Yaml.string(volume, "configMap.name")));
    maps.filter(name -> name != null && !outside.contains(name))
        .filter(name -> !there("ConfigMap", name))
        .forEach(name -> faults.add(called(workload) + " reads no ConfigMap: " + name));
    for (Map<String, Object> container : Workloads.containers(workload)) {
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        for (String kind : List.of("httpGet", "tcpSocket")) {
          Object port = Yaml.at(container, probe + "." + kind + ".port");
          if (port != null && !ports(container).contains(port)) {
            faults.add(called(workload) + " is probed where nothing is: " + port);
          }
        }
      }
    }
  }

  private void service(Map<String, Object> service) {
    for (Map<String, Object> workload : selected(Yaml.map(service, "spec.selector"))) {
      for (Map<String, Object> port : Yaml.maps(service, "spec.ports")) {
        Object target = port.get("targetPort");
        if (Workloads.containers(workload).stream().noneMatch(one -> ports(one).contains(target))) {
          faults.add(called(service) + " leads to no port: " + target);
        }
      }
    }
  }

  /** What stands in front of a Service, and what scales a Deployment. */
  private void targets(Map<String, Object> document) {
    for (Map<String, Object> rule : Yaml.maps(document, "spec.rules")) {
      for (Map<String, Object> backend : Yaml.maps(rule, "backendRefs")) {
        backend(document, Yaml.string(backend, "name"), backend.get("port"));
      }
      for (Map<String, Object> path : Yaml.maps(rule, "http.paths")) {
        backend(
            document,
            Yaml.string(path, "backend.service.name"),
            Yaml.at(path, "backend.service.port.name"));
      }
    }
    String scaled = Yaml.string(document, "spec.scaleTargetRef.name");
    if (scaled != null && !there("Deployment", scaled)) {
      faults.add(called(document) + " scales nothing: " + scaled);
    }
  }

  private void backend(Map<String, Object> document, String service, Object port) {
    if (Workloads.of(documents, "Service").stream()
        .filter(one -> Workloads.name(one).equals(service))
        .flatMap(one -> Yaml.maps(one, "spec.ports").stream())
        .noneMatch(one -> one.get("port").equals(port) || one.get("name").equals(port))) {
      faults.add(called(document) + " leads to no service: " + service + ":" + port);
    }
  }

  private boolean there(String kind, String name) {
    return Workloads.of(documents, kind).stream().anyMatch(one -> Workloads.name(one).equals(name));
  }

  private List<Map<String, Object>> selected(Map<String, Object> labels) {
    return Workloads.withPods(documents).stream()
        .filter(workload -> labels(workload).entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  private static Map<String, Object> labels(Map<String, Object> workload) {
    return Yaml.map(workload, "spec.template.metadata.labels");
  }

  private static List<Object> ports(Map<String, Object> container) {
    return Yaml.maps(container, "ports").stream().map(port -> port.get("name")).toList();
  }

  private static String called(Map<String, Object> document) {
    return document.get("kind") + " " + Workloads.name(document);
  }
}
