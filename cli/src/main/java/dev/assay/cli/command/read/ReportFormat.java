package dev.assay.cli.command.read;

/** How a result is printed. */
public enum ReportFormat {
  text,
  json,
  junit,
  markdown
}
