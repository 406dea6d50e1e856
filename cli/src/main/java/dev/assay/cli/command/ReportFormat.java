package dev.assay.cli.command;

/** How a result is printed. */
enum ReportFormat {
  text,
  json,
  junit,
  markdown
}
