/**
 * From a request to a checked definition and its units: everything that is wrong is said at once,
 * then one transaction writes the run.
 */
package dev.assay.run.control.launch;
