/** Scorers of how an answer came about: time, cost, tokens, tool calls. */
package dev.assay.scoring.conduct;
