/** Workspaces, and what a first start puts into one. */
package dev.assay.run.library.workspaces;
