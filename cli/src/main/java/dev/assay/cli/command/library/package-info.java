/** What a person keeps: datasets, and below this room providers and scorers. */
package dev.assay.cli.command.library;
