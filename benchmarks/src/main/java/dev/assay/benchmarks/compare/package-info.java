/** How long a comparison of two runs takes. */
package dev.assay.benchmarks.compare;
