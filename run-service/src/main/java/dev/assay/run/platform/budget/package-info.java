/** How much one key may ask in a while. */
package dev.assay.run.platform.budget;
