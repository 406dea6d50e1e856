/**
 * Order it: the door of runs. {@link dev.assay.run.control.RunsResource} hands to the rooms below.
 */
package dev.assay.run.control;
