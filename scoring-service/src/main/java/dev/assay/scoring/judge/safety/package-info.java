/** Judges of harm. */
package dev.assay.scoring.judge.safety;
