package dev.assay.cli.command.library;

import dev.assay.cli.evalfile.DatasetFile;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of commands that bring a file of items along. */
public final class ReadingOptions {
  @Option(
      names = "--skip-bad-lines",
      description = "Leave out items that cannot be read, as long as it is known which those are.")
  private boolean skipBadLines;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description =
          "What a column of CSV is that is not called so, such as question=input. Can be repeated.")
  private List<String> map = new ArrayList<>();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of the file, such as windows-1252 (default: UTF-8, UTF-16 by its mark).")
  private String encoding;

  /** What was asked for. */
  public DatasetFile.Reading asked() {
    return new DatasetFile.Reading(encoding, List.copyOf(map), skipBadLines);
  }
}
