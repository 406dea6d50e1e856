package dev.assay.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the command writes: results to {@code out}, progress and problems to {@code err}.
 *
 * @param out results
 * @param err everything else
 * @param terminal true when a person watches {@code err}
 * @param columns its width
 * @param outTerminal true when a person watches {@code out}
 */
public record Console(
    PrintStream out, PrintStream err, boolean terminal, int columns, boolean outTerminal) {
  private static final int DEFAULT_COLUMNS = 100;
  private static final int NARROWEST = 40;

  /** The console of this process; the launcher has looked whether it is a terminal. */
  public static Console system() {
    int columns = Integer.getInteger("assay.columns", DEFAULT_COLUMNS);
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Boolean.getBoolean("assay.terminal"),
        Math.max(columns, NARROWEST),
        Boolean.getBoolean("assay.terminal.out"));
  }

  /** With an output that nobody watches: a file or a pipe. */
  public Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
    this(out, err, terminal, columns, false);
  }

  /** Prints results. */
  public void print(List<String> lines) {
    lines.forEach(out::println);
  }

  /** Says something that is not a result. */
  public void say(String text) {
    err.println(text);
  }
}
