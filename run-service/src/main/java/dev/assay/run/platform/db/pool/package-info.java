/** Connections to PostgreSQL: how many for what kind of work, and how long anything may take. */
package dev.assay.run.platform.db.pool;
