/** How right stored answers were: accuracy by truth, delta to the run before, fields, hints. */
package dev.assay.run.traffic.outcome;
