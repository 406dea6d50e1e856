/** Pieces of work on the database: each in a context of its own, none within another. */
package dev.assay.run.platform.db.work;
