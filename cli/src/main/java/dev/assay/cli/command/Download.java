package dev.assay.cli.command;

import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.HarmlessOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Prints a file of the server: byte for byte into a pipe, harmless on a terminal. */
public final class Download {
  private final Console console;

  /**
   * @param console whose standard output it goes to
   */
  public Download(Console console) {
    this.console = console;
  }

  /** Writes the file somewhere. */
  @FunctionalInterface
  public interface Source {
    /** Writes all of it and returns how many bytes that were. */
    long to(OutputStream target) throws IOException;
  }

  /** Prints it, and says so when something of it was not shown as it is. */
  public void print(Source file) throws IOException {
    if (!console.outTerminal()) {
      long unused = file.to(console.out());
      console.out().flush();
      return;
    }
    HarmlessOutput harmless = new HarmlessOutput(console.out());
    long unused = file.to(harmless);
    harmless.finish();
    if (harmless.changed()) {
      console.say("Control characters are shown as \\uXXXX; --out FILE writes them as they are.");
    }
  }
}
