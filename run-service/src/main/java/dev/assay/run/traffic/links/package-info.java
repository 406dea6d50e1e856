/** Links by which somebody without a key says something of one answer: made, used, and ended. */
package dev.assay.run.traffic.links;
