/** Results as text: a table for people, a line of JSON for programs. */
package dev.assay.benchmarks.report;
