package dev.assay.cli.command.start;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay init}: asks three questions and writes an evaluation to start from. */
@Command(
    name = "init",
    description = {
      "Write an evaluation of your own to start from, after three questions.",
      "It makes a commented eval.yaml and a few items, and overwrites nothing. What is given as an"
          + " option is not asked; without anybody to answer the defaults hold."
    })
public final class InitCommand implements Callable<Integer> {
  private final Context context;
  private final InputStream input;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = "evaluation",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--answers",
      paramLabel = "KIND",
      description = "What answers look like: ${COMPLETION-CANDIDATES}.")
  private Starter answers;

  @Option(
      names = "--provider",
      paramLabel = "KIND",
      description = "Who is asked: simulated, openai, anthropic, gemini, ollama, …")
  private String provider;

  @Option(names = "--model", paramLabel = "NAME", description = "Which model is asked.")
  private String model;

  /**
   * @param context what every subcommand needs
   * @param input who answers the questions
   */
  public InitCommand(Context context, InputStream input) {
    this.context = context;
    this.input = input;
  }

  @Override
  public Integer call() throws IOException {
    Path file = folder.resolve("eval.yaml");
    Path items = folder.resolve("items.jsonl");
    for (Path path : List.of(file, items)) {
      if (Files.exists(path)) {
        throw new UsageException(
            path + " is there already, and nothing is overwritten: name another folder.");
      }
    }
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    Starter starter = answers != null ? answers : askForAnswers(reader);
    String kind =
        provider != null
            ? provider
            : ask(
                reader,
                "Who is asked: simulated (costs nothing), openai, anthropic, gemini or ollama?",
                "simulated");
    if (!kind.matches("[a-z_]+")) {
      throw new UsageException("'" + kind + "' is no kind of provider; see docs/providers.md.");
    }
    boolean simulated = kind.equals("simulated");
    String chosen =
        model != null
            ? model
            : ask(reader, "Which model?", simulated ? "simulated-small" : "your-model");
    Files.createDirectories(folder);
    Files.writeString(file, starter.evaluation(name(), kind, chosen));
    Files.writeString(items, starter.items());
    context.console().out().println(file);
    context.console().out().println(items);
    tell(starter, file, kind, simulated);
    return ExitCode.PASS;
  }

  private void tell(Starter starter, Path file, String kind, boolean simulated) {
    Console console = context.console();
    console.say("It is like " + starter.like() + ", which explains more.");
    console.say("");
    if (!simulated && Starter.variable(kind) != null) {
      console.say(
          "  export "
              + Starter.variable(kind)
              + "=…   before the stack starts: its workers read it");
    }
    console.say("  assay run " + file + " --rehearse   what it would take; nothing is called");
    console.say("  assay run " + file);
  }

  private String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    String name =
        last == null
            ? ""
            : last.toString()
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|-+$", "");
    return name.isEmpty() ? "evaluation" : name;
  }

  private Starter askForAnswers(BufferedReader reader) throws IOException {
    Starter[] all = Starter.values();
    Console console = context.console();
    console.say("What do the answers look like?");
    for (int i = 0; i < all.length; i++) {
      console.say("  " + (i + 1) + "  " + all[i].says());
    }
    String typed = ask(reader, "Number or word?", all[0].name());
    for (int i = 0; i < all.length; i++) {
      if (typed.equals(Integer.toString(i + 1)) || typed.equalsIgnoreCase(all[i].name())) {
        return all[i];
      }
    }
    throw new UsageException(
        "'"
            + typed
            + "' is none of them: "
            + Arrays.stream(all).map(Starter::name).collect(Collectors.joining(", "))
            + ".");
  }

  private String ask(BufferedReader reader, String question, String otherwise) throws IOException {
    context.console().err().print(question + " [" + otherwise + "] ");
    context.console().err().flush();
    String line = reader.readLine();
    if (line == null) {
      // Nobody is there: what was assumed is shown.
      context.console().say(otherwise);
      return otherwise;
    }
    return line.isBlank() ? otherwise : line.strip();
  }
}
