package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every variable of ours that code reads stands where people look for it. */
class VariablesPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern WHOLE = Pattern.compile("\"(ASSAY_[A-Z_]+)\"");
  private static final Pattern ANYWHERE = Pattern.compile("\\b(ASSAY_[A-Z_]*[A-Z])\\b");

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Those that the code of a module names as a whole. */
  private static Set<String> named(String module) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        names.addAll(found(WHOLE, Files.readString(file)));
      }
    }
    return names;
  }

  private static Set<String> documented(String page) throws IOException {
    return found(ANYWHERE, Files.readString(ROOT.resolve("docs").resolve(page)));
  }

  @Test
  void shouldDocumentEveryVariable() throws IOException {
    // Given what the page of the command and that of the services say
    Set<String> said = documented("cli.md");
    said.addAll(documented("operations.md"));

    // Then each that a module or the script reads is among it
    Set<String> read = found(ANYWHERE, Files.readString(ROOT.resolve("assay")));
    for (String module :
        List.of(
            "common",
            "link",
            "cli",
            "run-service",
            "worker-service",
            "scoring-service",
            "simulator")) {
      read.addAll(named(module));
    }
    assertThat(read).contains("ASSAY_URL", "ASSAY_BUILD", "ASSAY_EGRESS_PROXY");
    assertThat(said).containsAll(read);
  }

  @Test
  void shouldTellOfTheCommandWhatItHandsToItsServices() throws IOException {
    // What the services read of egress, secrets and identities they have from the shell
    Set<String> handed = named("link");
    handed.addAll(named("cli"));
    assertThat(handed).isNotEmpty();
    assertThat(documented("cli.md")).containsAll(handed);
  }
}
