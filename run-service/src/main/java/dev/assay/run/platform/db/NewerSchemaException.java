package dev.assay.run.platform.db;

import org.flywaydb.core.api.MigrationVersion;

/** The database has a schema that this build does not know. Nothing was changed in it. */
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param found the version of the database's schema
   * @param known the newest version that this build has
   */
  NewerSchemaException(MigrationVersion found, String known) {
    super(
        "This database was written by a newer build of Assay: its schema has version "
            + found
            + ", and this build knows none after "
            + known
            + ". Nothing was changed. Start the newer build again, or restore a backup from before"
            + " the upgrade.");
  }
}
