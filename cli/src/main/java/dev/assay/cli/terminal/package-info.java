/** What a command writes to and refuses with: the console, and mistakes in what was typed. */
package dev.assay.cli.terminal;
