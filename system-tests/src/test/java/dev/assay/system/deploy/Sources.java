package dev.assay.system.deploy;

import dev.assay.system.deploy.built.Yaml;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services read and how long they take, out of their sources and the documentation. */
final class Sources {
  private static final Path ROOT = Path.of("..");
  private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");

  /** The services. */
  static final List<String> SERVICES = List.of("run-service", "worker-service", "scoring-service");

  private Sources() {}

  /** What a service has in its application.properties; "" when it has no such property. */
  static String property(String service, String name) {
    return properties(service).getProperty(name, "");
  }

  /** Every environment variable that a property or the documentation of operators names. */
  static Set<String> variables() {
    Set<String> known = new TreeSet<>();
    for (String page : List.of("operations.md", "security.md")) {
      Matcher found = VARIABLE.matcher(Yaml.text(ROOT.resolve("docs").resolve(page)));
      while (found.find()) {
        known.add(found.group());
      }
    }
    for (String service : SERVICES) {
      properties(service)
          .stringPropertyNames()
          .forEach(name -> known.add(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
    }
    return known;
  }

  /**
   * A duration that stands in the code of a service.
   *
   * @param file below its folder of sources
   * @param around what stands around it, with one group for it, such as {@code 30s}
   */
  static Duration duration(String service, String file, String around) {
    Path path = ROOT.resolve(service).resolve("src/main/java/dev/assay").resolve(file);
    Matcher found = Pattern.compile(around).matcher(Yaml.text(path));
    if (!found.find()) {
      throw new AssertionError("no longer in " + file + ": " + around);
    }
    return seconds(found.group(1));
  }

  /** A duration of seconds, with or without their sign. */
  static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text.replaceFirst("(?i)s$", "")));
  }

  /** The version that this tree becomes. */
  static String version() {
    Matcher found =
        Pattern.compile("<version>([0-9.]+)(?:-SNAPSHOT)?</version>")
            .matcher(Yaml.text(ROOT.resolve("pom.xml")));
    if (!found.find()) {
      throw new AssertionError("pom.xml has no version");
    }
    return found.group(1);
  }

  /** The code of all services, as one text. */
  static String code() {
    StringBuilder text = new StringBuilder();
    for (String service : SERVICES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(service).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .sorted()
            .forEach(file -> text.append(Yaml.text(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }

  private static Properties properties(String service) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              Yaml.text(
                  ROOT.resolve(service).resolve("src/main/resources/application.properties"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
