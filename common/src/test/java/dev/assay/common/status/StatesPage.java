package dev.assay.common.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes docs/states.md from the two enums: diagrams from their edges, meanings from their docs.
 */
final class StatesPage {
  private static final Path SOURCES = Path.of("src/main/java/dev/assay/common/status");

  private StatesPage() {}

  static String text() throws IOException {
    return """
        # States

        Generated from `RunStatus` and `UnitStatus` in `common`; do not edit. A test fails when this \
        page is stale; `./mvnw -pl common test -Dtest=StatesPageTest -Dassay.docs.write=true` writes \
        it again.

        A status changes only by `update … where id = ? and status in (…)` along these edges, and the \
        row count is looked at: losing a race is a normal result. The verdict of a run (`pass`, \
        `fail`, `inconclusive`, `none`) is another fact and never part of its status.

        ## Run

        """
        + table(RunStatus.values(), RunStatus::wire, RunStatus::successors, RunStatus::isTerminal)
        + "\n## Unit\n\n"
        + "One unit of work is (run, item, repeat).\n\n"
        + table(
            UnitStatus.values(), UnitStatus::wire, UnitStatus::successors, UnitStatus::isSettled);
  }

  private static <S extends Enum<S>> String table(
      S[] all, Function<S, String> wire, Function<S, Set<S>> successors, Predicate<S> ended)
      throws IOException {
    StringBuilder page = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    page.append("  [*] --> ").append(wire.apply(all[0])).append('\n');
    for (S from : all) {
      for (String to : names(all, wire, successors.apply(from))) {
        page.append("  ").append(wire.apply(from)).append(" --> ").append(to).append('\n');
      }
      if (ended.test(from)) {
        page.append("  ").append(wire.apply(from)).append(" --> [*]\n");
      }
    }
    page.append("```\n\n| status | meaning | ends | may become |\n|---|---|---|---|\n");
    String source =
        Files.readString(SOURCES.resolve(all[0].getDeclaringClass().getSimpleName() + ".java"));
    for (S status : all) {
      List<String> next =
          names(all, wire, successors.apply(status)).stream().map(n -> "`" + n + "`").toList();
      page.append("| `").append(wire.apply(status)).append("` | ");
      page.append(meaning(source, status)).append(" | ");
      page.append(ended.test(status) ? "yes" : "").append(" | ");
      page.append(String.join(", ", next)).append(" |\n");
    }
    return page.toString();
  }

  private static <S> List<String> names(S[] all, Function<S, String> wire, Set<S> some) {
    return Stream.of(all).filter(some::contains).map(wire).toList();
  }

  /** The constant's own doc comment, in one line. */
  private static String meaning(String source, Enum<?> constant) {
    Matcher doc =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*" + constant.name() + "[,;]", Pattern.DOTALL)
            .matcher(source);
    if (!doc.find()) {
      throw new IllegalStateException(constant + " has no doc comment");
    }
    return doc.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " ").trim();
  }
}
