/** Applies scorers to tasks and keeps the rules that hold for every scorer. */
package dev.assay.scoring.engine;
