package dev.assay.run.platform.db;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
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
  /**
   * Looks at what was applied, before anything is migrated; reads only.
   *
   * @param configuration complete, as migrating will use it
   * @throws NewerSchemaException when a migration was applied that this build does not have
   */
  @Override
  public void customize(FluentConfiguration configuration) {
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
