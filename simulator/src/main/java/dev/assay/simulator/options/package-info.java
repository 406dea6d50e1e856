/**
 * How the simulated provider behaves: what a provider's record, a header or a command line says.
 */
package dev.assay.simulator.options;
