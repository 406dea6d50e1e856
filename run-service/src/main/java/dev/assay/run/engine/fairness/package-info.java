/** How workers are shared between workspaces, and within each between its runs. */
package dev.assay.run.engine.fairness;
