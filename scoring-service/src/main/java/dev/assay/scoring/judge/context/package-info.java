/** Judges of retrieved passages, and of what the answer makes of them. */
package dev.assay.scoring.judge.context;
