/** Finds what is late at any step and sends it again or ends it. */
package dev.assay.run.engine.sweep;
