package dev.assay.run.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Looks at every SQL text of the service: a run's status is written in one place, a unit's in few.
 * When this fails, go through {@code RunTransitions} or {@code RunLedger} for runs and {@code
 * UnitMoves} for units; add a file to the list only for a new set-based step of its own.
 */
class StatusWritesTest {
  private static final Path MAIN = Path.of("src/main/java/dev/assay/run");
  private static final Set<String> UNIT_WRITERS =
      Set.of(
          "runs/state/UnitMoves.java",
          "engine/dispatch/UnitClaims.java",
          "engine/books/AnswerStore.java",
          "engine/books/ScoreStore.java",
          "engine/books/RunCuts.java",
          "engine/books/JudgeCuts.java",
          "control/push/PushStore.java");

  private static Set<String> filesThat(Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      Set<String> found = new TreeSet<>();
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> pattern.matcher(read(file)).find())
          .forEach(file -> found.add(MAIN.relativize(file).toString()));
      return found;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part between set and where of an update that assigns the column. */
  private static Pattern update(String table, String column) {
    return Pattern.compile(
        "update\\s+" + table + "\\b(?:(?!\\bwhere\\b|;\\n).)*?\\b" + column + "\\s*=",
        Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  }

  @Test
  void shouldChangeTheStatusOfARunInOnePlace() throws IOException {
    assertThat(filesThat(update("runs", "status")))
        .containsExactly("runs/state/RunTransitions.java");
  }

  @Test
  void shouldChangeTheStatusOfUnitsInFewPlaces() throws IOException {
    assertThat(filesThat(update("units", "status"))).isSubsetOf(UNIT_WRITERS);
    assertThat(filesThat(update("units", "status"))).contains("runs/state/UnitMoves.java");
  }

  @Test
  void shouldMoveCountersInOnePlace() throws IOException {
    assertThat(filesThat(update("runs", "(?:pending|dispatched|answered|passed|failed|errored)")))
        .containsExactly("runs/state/RunLedger.java");
  }

  @Test
  void shouldRaiseTheGenerationInActionsOnly() throws IOException {
    assertThat(filesThat(update("runs", "generation")))
        .containsExactlyInAnyOrder(
            "control/actions/RunActions.java", "control/actions/Rescore.java");
  }
}
