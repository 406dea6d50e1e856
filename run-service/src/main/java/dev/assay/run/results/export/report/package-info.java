/**
 * Runs as files of other tools. The writers see a run as the API shows it and units as the format
 * jsonl has them, nothing of the database.
 */
package dev.assay.run.results.export.report;
