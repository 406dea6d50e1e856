package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.Shell;
import dev.assay.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerbTest {
  private static final int WIDTH = 100;

  @TempDir Path home;

  /** Every command as it is typed, also those below others. */
  private List<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      collect(List.of(verb.word()), verb.command(context()), all);
    }
    return all;
  }

  private static void collect(List<String> words, CommandLine command, List<List<String>> all) {
    all.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              collect(longer, below, all);
            });
  }

  @Test
  void shouldHelpOnEveryCommandWithoutAWarningOrATrace() {
    Shell shell = new Shell(home);
    PrintStream before = System.err;
    ByteArrayOutputStream warned = new ByteArrayOutputStream();
    List<List<String>> commands = commands();
    commands.add(List.of());
    System.setErr(new PrintStream(warned, true, StandardCharsets.UTF_8));
    try {
      for (List<String> words : commands) {
        List<String> line = new ArrayList<>(words);
        line.add("--help");
        assertThat(shell.run(line.toArray(new String[0]))).as("%s", line).isZero();
        assertThat(shell.out())
            .as("%s", line)
            .contains(("Usage: assay " + String.join(" ", words)).strip())
            .doesNotContain("Exception", "${", "%%", "WARN");
        assertThat(shell.out().lines()).as("%s", line).allMatch(l -> l.length() <= WIDTH);
        assertThat(shell.err()).as("%s", line).isEmpty();
      }
    } finally {
      System.setErr(before);
    }
    assertThat(warned.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(commands).hasSizeGreaterThan(30);
  }

  @Test
  void shouldSayTheSameOfACommandInTheListAndInItsOwnHelp() {
    for (Verb verb : Verb.values()) {
      CommandLine made = verb.command(context());
      assertThat(made.getCommandName()).isEqualTo(verb.word());
      assertThat(verb.summary().usageMessage().description())
          .as(verb.word())
          .isEqualTo(new String[] {made.getCommandSpec().usageMessage().description()[0]});
    }
  }

  @Test
  void shouldMakeOnlyTheCommandThatIsNamed() {
    CommandLine command = Assay.commandLine(context(), "list", "--limit", "3");

    assertThat(command.getSubcommands()).containsOnlyKeys(words());
    command
        .getSubcommands()
        .forEach(
            (name, below) ->
                assertThat(below.getCommandSpec().userObject() != null)
                    .as(name)
                    .isEqualTo(name.equals("list")));
  }

  private static String[] words() {
    return java.util.Arrays.stream(Verb.values()).map(Verb::word).toArray(String[]::new);
  }

  private Context context() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Context(
        new Console(nowhere, nowhere, false, WIDTH), Map.of("ASSAY_HOME", home.toString()));
  }
}
