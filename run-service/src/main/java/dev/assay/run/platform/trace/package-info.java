/** What run-service does for a unit, as spans of the unit's trace. */
package dev.assay.run.platform.trace;
