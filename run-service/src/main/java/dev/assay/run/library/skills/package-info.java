/** Skills: named, versioned prompts with an output schema and the settings of a model. */
package dev.assay.run.library.skills;
