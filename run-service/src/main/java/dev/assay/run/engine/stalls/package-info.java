/** Tells of work that is due, could be handed out, and is not. */
package dev.assay.run.engine.stalls;
