package dev.assay.common.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the rooms of docs/architecture.md: every package of every module with the first sentence
 * of its package-info.
 */
final class RoomsPage {
  static final Path PAGE = Path.of("../docs/architecture.md");
  private static final String BEGIN = "<!-- rooms: generated, see RoomsPageTest -->\n";
  private static final String END = "<!-- end of rooms -->\n";
  private static final List<String> MODULES =
      List.of(
          "common",
          "link",
          "simulator",
          "run-service",
          "worker-service",
          "scoring-service",
          "cli",
          "benchmarks");
  private static final Pattern DOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\{@link (?:[a-z]\\w*\\.)*([\\w.]+)}");

  private RoomsPage() {}

  /** The page as it stands, with its rooms as they are in the tree. */
  static String fresh(String page) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(0, begin)
        + MODULES.stream().map(RoomsPage::module).collect(Collectors.joining("\n"))
        + page.substring(page.indexOf(END));
  }

  private static String module(String module) {
    Path root = Path.of("..", module, "src/main/java/dev/assay");
    return packages(root).stream()
        .map(room -> "| `" + room + "` | " + sentence(root.resolve(room)) + " |\n")
        .collect(Collectors.joining("", "**" + module + "**\n\n| room | what |\n|---|---|\n", ""));
  }

  private static Set<String> packages(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> root.relativize(file.getParent()).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first sentence of a package's doc comment, as Markdown. */
  private static String sentence(Path room) {
    Path info = room.resolve("package-info.java");
    try {
      Matcher doc = DOC.matcher(Files.exists(info) ? Files.readString(info) : "");
      if (!doc.find()) {
        throw new IllegalStateException(room + " needs a package-info.java that says what it is");
      }
      String text = doc.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " ").trim();
      int end = text.indexOf(". ");
      String first = end < 0 ? text : text.substring(0, end + 1);
      return LINK.matcher(first).replaceAll("`$1`").replaceAll("\\{@code ([^}]*)}", "`$1`");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
