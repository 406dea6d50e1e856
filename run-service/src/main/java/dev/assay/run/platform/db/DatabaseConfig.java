package dev.assay.run.platform.db;

import io.smallrye.config.ConfigMapping;

/** Where PostgreSQL is, for connections beside the pool. */
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
}
