/** The conventions by which instrumentations name what a span says, read by one table. */
package dev.assay.run.traffic.otlp.dialects;
