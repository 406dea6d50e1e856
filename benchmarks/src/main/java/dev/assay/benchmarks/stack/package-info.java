/** The system under load: the local stack and the simulated provider, as processes. */
package dev.assay.benchmarks.stack;
