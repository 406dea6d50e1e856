/** From a template and an item to the messages of a call. */
package dev.assay.run.runs.prompt;
