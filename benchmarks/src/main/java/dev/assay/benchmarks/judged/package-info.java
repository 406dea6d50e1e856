/** How soon scores are seen that wait for no judge. */
package dev.assay.benchmarks.judged;
