/** Randomness that is a function of a seed and a key. */
package dev.assay.simulator.seed;
