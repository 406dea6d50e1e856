package dev.assay.cli.command;

/** How a result is printed. */
public enum ReportFormat {
  text,
  json,
  junit,
  markdown
}
