/**
 * What to look at first: weakest fields, themes of notes, a few failures that stand for the rest.
 */
package dev.assay.run.traffic.hints;
