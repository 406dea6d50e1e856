/** What a person does with the local stack: start it, stop it, see how it is. */
package dev.assay.cli.command.stack;
