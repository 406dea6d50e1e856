package dev.assay.run.platform.db.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where PostgreSQL is, and how long anything may take there. */
@ConfigMapping(prefix = "assay.db")
public interface DatabaseConfig {
  /** Name or address. */
  String host();

  /** Its port. */
  int port();

  /** Database. */
  String name();

  /** User. */
  String user();

  /** Password of the user. */
  String password();

  /** Whose the schema is: as this user it is migrated, and nothing else is done. */
  Owner owner();

  /** Whether the schema is migrated at the start; else a step before has done it. */
  boolean migrate();

  /** How long anything waits for a connection to become free. */
  @WithDefault("10s")
  Duration acquire();

  /** How long a new connection may take. */
  @WithDefault("5s")
  Duration connect();

  /** How long a statement waits for a row that somebody else holds. */
  @WithDefault("15s")
  Duration lockTimeout();

  /** How long a transaction may stand without a statement before PostgreSQL ends it. */
  @WithDefault("60s")
  Duration idleInTransaction();

  /** How long a transaction may take as a whole. */
  @WithDefault("10m")
  Duration transaction();

  /** How long one statement of a request may take. */
  @WithDefault("2m")
  Duration statement();

  /** The service's own work. */
  Engine engine();

  /** Reading that looks at much: items, exports, comparisons. */
  Readers readers();

  /** The owner of the schema; the same user as the service's in an installation with one role. */
  interface Owner {
    /** User. */
    String user();

    /** Password of the user. */
    String password();
  }

  /** Dispatching, taking answers in, sweeping. */
  interface Engine {
    /** Connections for it. */
    @WithDefault("12")
    int connections();

    /** How long one statement of it may take. */
    @WithDefault("2m")
    Duration statement();
  }

  /** Reading that looks at much. */
  interface Readers {
    /** Connections for it. */
    @WithDefault("6")
    int connections();

    /** How long one statement of it may take. */
    @WithDefault("30s")
    Duration statement();
  }
}
