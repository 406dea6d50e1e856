/**
 * Lists by pages: cursors, conditions, the names that stand in paths, and how much a page may hold.
 */
package dev.assay.run.platform.paging;
