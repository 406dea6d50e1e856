package dev.assay.run.platform.db;

import dev.assay.run.platform.db.pool.DatabaseConfig;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Refuses a database that a newer build has migrated. Flyway by itself only warns of it, and this
 * build would then write rows whose meaning it does not know.
 */
@Singleton
public class KnownSchema implements FlywayConfigurationCustomizer {
  private final boolean migrates;

  @Inject
  KnownSchema(DatabaseConfig database) {
    this(database.migrate());
  }

  KnownSchema(boolean migrates) {
    this.migrates = migrates;
  }

  /**
   * Looks at what was applied, before anything is migrated; reads only. Who does not migrate has
   * not the owner's rights to look: the step before it has looked.
   *
   * @param configuration complete, as migrating will use it
   * @throws NewerSchemaException when a migration was applied that this build does not have
   */
  @Override
  public void customize(FluentConfiguration configuration) {
    if (!migrates) {
      return;
    }
    MigrationInfoService schema = configuration.load().info();
    Optional<MigrationInfo> newest =
        Arrays.stream(schema.applied())
            .filter(KnownSchema::isNewer)
            .reduce((earlier, later) -> later);
    if (newest.isPresent()) {
      throw new NewerSchemaException(newest.get().getVersion(), known(schema));
    }
  }

  private static boolean isNewer(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }

  /** The newest version that this build has. */
  private static String known(MigrationInfoService schema) {
    return Arrays.stream(schema.all())
        .filter(migration -> !isNewer(migration))
        .map(migration -> migration.getVersion().toString())
        .reduce("0", (earlier, later) -> later);
  }
}
