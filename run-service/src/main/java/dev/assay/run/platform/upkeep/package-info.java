/** What is over is removed from time to time. */
package dev.assay.run.platform.upkeep;
