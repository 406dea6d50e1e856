package dev.assay.system.deploy.built;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs, out of built documents. */
public final class Workloads {
  private Workloads() {}

  /** The documents of a kind. */
  public static List<Map<String, Object>> of(List<Map<String, Object>> documents, String kind) {
    return documents.stream().filter(document -> kind.equals(document.get("kind"))).toList();
  }

  /** The document of a kind and a name. */
  public static Map<String, Object> named(
      List<Map<String, Object>> documents, String kind, String name) {
    return of(documents, kind).stream()
        .filter(document -> name.equals(name(document)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  /** Its name. */
  public static String name(Map<String, Object> document) {
    return Yaml.string(document, "metadata.name");
  }

  /** What has pods: Deployments and StatefulSets. */
  public static List<Map<String, Object>> withPods(List<Map<String, Object>> documents) {
    return documents.stream()
        .filter(document -> Yaml.at(document, "spec.template.spec") != null)
        .toList();
  }

  /** Every container of its pods, those that run first among them; none when it has no pods. */
  public static List<Map<String, Object>> containers(Map<String, Object> document) {
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> Yaml.maps(document, "spec.template.spec." + kind).stream())
        .toList();
  }

  /** The name of its image without tag and digest. */
  public static String repository(Map<String, Object> container) {
    String image = Yaml.string(container, "image").replaceFirst("@.*", "");
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
  }

  /**
   * The environment of a container, without what comes out of secrets.
   *
   * @param documents where its ConfigMaps are
   */
  public static Map<String, String> environment(
      List<Map<String, Object>> documents, Map<String, Object> container) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Map<String, Object> source : Yaml.maps(container, "envFrom")) {
      String name = Yaml.string(source, "configMapRef.name");
      if (name != null) {
        Yaml.map(named(documents, "ConfigMap", name), "data")
            .forEach((key, value) -> found.put(key, value.toString()));
      }
    }
    for (Map<String, Object> variable : Yaml.maps(container, "env")) {
      String value = Yaml.string(variable, "value");
      if (value != null) {
        found.put(Yaml.string(variable, "name"), value);
      }
    }
    return found;
  }

  /** Every variable that a container gets by name, also out of secrets. */
  public static List<String> variables(
      List<Map<String, Object>> documents, Map<String, Object> container) {
    List<String> found = new ArrayList<>(environment(documents, container).keySet());
    Yaml.maps(container, "env").forEach(variable -> found.add(Yaml.string(variable, "name")));
    return found.stream().distinct().toList();
  }
}
