/** Limits of an account as a provider keeps them. Time comes from the caller. */
package dev.assay.simulator.limit;
