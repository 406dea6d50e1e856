/** Judges of the answer as a whole: against a criterion, an expected answer, another answer. */
package dev.assay.scoring.judge.answer;
