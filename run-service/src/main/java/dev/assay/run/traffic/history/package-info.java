/** How right the answers of a source were over its runs, and where that changed. */
package dev.assay.run.traffic.history;
