package dev.assay.system.deploy.built;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds what {@code kubectl kustomize} would of our folders, without its binary: as much of it as
 * they use, and an error for everything else, so that a misspelt field is one. ConfigMaps keep
 * their names without a hash. {@code RealToolsTest} holds it against the real one.
 */
public final class Kustomize {
  /** Where the overlays, the base and the components are. */
  public static final Path ROOT = Path.of("..", "deploy", "kubernetes");

  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "components",
          "configMapGenerator",
          "images",
          "patches");

  private final List<Map<String, Object>> documents = new ArrayList<>();

  private Kustomize() {}

  /**
   * Every document of a folder with a kustomization.yaml.
   *
   * @throws IllegalArgumentException when something that it names is not there, or unknown
   */
  public static List<Map<String, Object>> build(Path folder) {
    Kustomize kustomize = new Kustomize();
    kustomize.take(folder);
    return kustomize.documents;
  }

  private void take(Path folder) {
    Path file = folder.resolve("kustomization.yaml");
    Map<String, Object> plan = Yaml.documents(file).get(0);
    plan.keySet().stream()
        .filter(key -> !KNOWN.contains(key))
        .forEach(key -> fault(file, "unknown field " + key));
    for (Object resource : list(plan, "resources")) {
      Path path = folder.resolve(resource.toString());
      if (Files.isDirectory(path)) {
        documents.addAll(build(path));
      } else {
        documents.addAll(Yaml.documents(path));
      }
    }
    for (Map<String, Object> generator : Yaml.maps(plan, "configMapGenerator")) {
      generate(folder, generator);
    }
    for (Object component : list(plan, "components")) {
      take(folder.resolve(component.toString()));
    }
    for (Map<String, Object> patch : Yaml.maps(plan, "patches")) {
      patch(folder, patch);
    }
    for (Map<String, Object> image : Yaml.maps(plan, "images")) {
      name(file, image);
    }
  }

  private void generate(Path folder, Map<String, Object> generator) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (Object env : list(generator, "envs")) {
      Yaml.text(folder.resolve(env.toString()))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> put(data, line));
    }
    list(generator, "literals").forEach(literal -> put(data, literal.toString()));
    for (Object named : list(generator, "files")) {
      Path path = folder.resolve(named.toString());
      data.put(path.getFileName().toString(), Yaml.text(path));
    }
    String name = Yaml.string(generator, "name");
    if ("merge".equals(generator.get("behavior"))) {
      Yaml.map(find("ConfigMap", name), "data").putAll(data);
    } else {
      Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", name));
      Map<String, Object> labels = Yaml.map(generator, "options.labels");
      if (!labels.isEmpty()) {
        metadata.put("labels", labels);
      }
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("apiVersion", "v1");
      map.put("kind", "ConfigMap");
      map.put("metadata", metadata);
      map.put("data", data);
      documents.add(map);
    }
  }

  private static void put(Map<String, Object> data, String line) {
    int equals = line.indexOf('=');
    data.put(line.substring(0, equals), line.substring(equals + 1));
  }

  @SuppressWarnings("unchecked")
  private void patch(Path folder, Map<String, Object> patch) {
    Object path = patch.get("path");
    String text =
        path == null ? patch.get("patch").toString() : Yaml.text(folder.resolve(path.toString()));
    String kind = Yaml.string(patch, "target.kind");
    String name = Yaml.string(patch, "target.name");
    List<Map<String, Object>> meant =
        documents.stream()
            .filter(document -> kind.equals(document.get("kind")))
            .filter(document -> name == null || name(document).matches(name))
            .toList();
    if (meant.isEmpty()) {
      fault(folder, "nothing to patch: " + kind + " " + name);
    }
    var steps = (List<Map<String, Object>>) Yaml.value(text, folder + " " + path);
    meant.forEach(document -> JsonPatch.apply(steps, document));
  }

  private void name(Path file, Map<String, Object> image) {
    String wanted = Yaml.string(image, "name");
    String named = Yaml.string(image, "newName");
    String tag = Yaml.string(image, "newTag");
    List<Map<String, Object>> meant =
        documents.stream()
            .flatMap(document -> Workloads.containers(document).stream())
            .filter(container -> wanted.equals(Workloads.repository(container)))
            .toList();
    if (meant.isEmpty()) {
      fault(file, "no such image: " + wanted);
    }
    meant.forEach(container -> container.put("image", named + ":" + tag));
  }

  private Map<String, Object> find(String kind, String name) {
    return documents.stream()
        .filter(document -> kind.equals(document.get("kind")) && name.equals(name(document)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
  }

  private static String name(Map<String, Object> document) {
    return Yaml.string(document, "metadata.name");
  }

  private static List<?> list(Map<String, Object> plan, String key) {
    Object found = plan.get(key);
    return found == null ? List.of() : (List<?>) found;
  }

  private static void fault(Path where, String what) {
    throw new IllegalArgumentException(where + ": " + what);
  }
}
