/** Lists by pages: cursors, conditions, and the names that stand in paths. */
package dev.assay.run.platform.paging;
