/** What the notes on answers speak of: found without a model. */
package dev.assay.run.traffic.themes;
