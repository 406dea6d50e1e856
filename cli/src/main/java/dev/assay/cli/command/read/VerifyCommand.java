package dev.assay.cli.command.read;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.render.report.VerifyReport;
import dev.assay.cli.terminal.UsageException;
import dev.assay.cli.verify.Verification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay verify}: checks a capsule without a server. */
@Command(
    name = "verify",
    description = {
      "Check the capsule of a run, without a server.",
      "Hashes every file, makes every score again that no model was asked for, compares it byte by"
          + " byte, and adds up counts and summary. Get a capsule with 'assay export RUN --format"
          + " capsule'."
    },
    footer = {"", "Exit codes: 0 verified, 1 something differs, 2 no capsule or not installed."})
public final class VerifyCommand implements Callable<Integer> {
  private final Context context;

  /** Of the result. */
  enum Format {
    text,
    json
  }

  @Parameters(paramLabel = "CAPSULE", description = "The zip.")
  private Path capsule;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  /**
   * @param context what every subcommand needs
   */
  public VerifyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String install = System.getProperty("assay.install");
    if (install == null) {
      throw new UsageException("The folder of Assay is not known. Start through the assay script.");
    }
    Verification.Result result = new Verification(Path.of(install)).verify(capsule);
    switch (format) {
      case text -> context.console().print(VerifyReport.text(result));
      case json -> context.console().out().println(Reports.json(VerifyReport.json(result)));
    }
    return result.findings().verified() ? ExitCode.PASS : ExitCode.GATE_FAILED;
  }
}
