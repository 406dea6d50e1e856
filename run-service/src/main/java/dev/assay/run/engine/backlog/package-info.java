/** What waits for workers, and how many workers it would keep busy. */
package dev.assay.run.engine.backlog;
