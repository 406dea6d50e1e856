/** What processes and the database use, from the counters that Linux and PostgreSQL keep. */
package dev.assay.benchmarks.measure;
