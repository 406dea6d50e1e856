package dev.assay.system.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.system.deploy.built.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The alerts of the component observability, out of the PrometheusRule that they stand in. */
final class Rules {
  private static final Path FOLDER =
      Path.of("..", "deploy", "kubernetes", "components", "observability");
  private static final Path INTO = Path.of("target", "alerts");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Rules() {}

  /** Each alert with its expression, labels and annotations. */
  static List<Map<String, Object>> all() {
    return Yaml.maps(spec(), "groups.0.rules");
  }

  /** Names of the alerts. */
  static List<String> names() {
    return all().stream().map(rule -> rule.get("alert").toString()).toList();
  }

  /** The dashboards by the names of their files. */
  static Map<String, Map<String, Object>> dashboards() {
    Map<String, Map<String, Object>> boards = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
      files.forEach(file -> boards.put(file.getFileName().toString(), Yaml.documents(file).get(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return boards;
  }

  /** The rules in Prometheus' own form, in a folder for what is made of them. */
  static Path asTheyAre() {
    return write("rules.yaml", spec());
  }

  /** The same with no time that a condition has to last: a test does not wait for minutes. */
  static Path atOnce() {
    Map<String, Object> spec = spec();
    Yaml.maps(spec, "groups.0.rules").forEach(rule -> rule.remove("for"));
    return write("at-once.yaml", spec);
  }

  /** Writes JSON, which is YAML, beside the rules. */
  static Path write(String file, Object value) {
    try {
      Files.createDirectories(INTO);
      // Whole at once: another process of tests may read the same.
      Path part = Files.createTempFile(INTO, file, ".part");
      Files.write(part, JSON.writeValueAsBytes(value));
      return Files.move(
          part,
          INTO.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> spec() {
    return Yaml.map(Yaml.documents(FOLDER.resolve("rules.yaml")).get(0), "spec");
  }
}
