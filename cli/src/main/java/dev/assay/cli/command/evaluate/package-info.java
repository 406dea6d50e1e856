/** What a person does with a run: launch it, watch it, stop or repeat it, wait for its gate. */
package dev.assay.cli.command.evaluate;
