/** Skills, saved and shown: prompts with a schema and the settings of a model. */
package dev.assay.cli.command.library.skills;
