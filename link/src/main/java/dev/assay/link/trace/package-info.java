/** Spans of units, which their own trace holds together over all services. */
package dev.assay.link.trace;
