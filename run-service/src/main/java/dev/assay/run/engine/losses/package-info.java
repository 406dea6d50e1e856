/**
 * What is known of calls and tasks that somebody was lost with: which hand-out it was, and what it
 * may have cost.
 */
package dev.assay.run.engine.losses;
