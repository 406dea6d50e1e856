/** The one way to PostgreSQL: statements, transactions, rows. */
package dev.assay.run.platform.db;
