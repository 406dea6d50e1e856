/** Verbs for what production answered, and what people said of it. */
package dev.assay.cli.command.traffic;
