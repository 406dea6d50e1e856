/** Starts the built product as a user would, and looks at it from the outside. */
package dev.assay.system.harness;
