/** Judges of how the answer serves the person who asked. */
package dev.assay.scoring.judge.conduct;
