/** Datasets made of traffic: what was picked becomes items that remember the original answer. */
package dev.assay.run.traffic.evalsets;
