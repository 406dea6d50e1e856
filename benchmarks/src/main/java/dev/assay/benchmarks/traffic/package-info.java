/** Traffic: how fast it comes in, and how soon runs over it begin. */
package dev.assay.benchmarks.traffic;
