/** Load on the whole system: a matrix of latency, concurrency and number of units. */
package dev.assay.benchmarks.load;
