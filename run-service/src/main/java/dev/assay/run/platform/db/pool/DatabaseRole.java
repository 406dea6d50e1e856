package dev.assay.run.platform.db.pool;

/**
 * What connections work as in PostgreSQL, by the policies of {@code V10__row_security.sql}. The
 * service logs in as another role, which may do nothing but become one of these.
 */
public enum DatabaseRole {
  /** What the service does on its own account: it sees the rows of all workspaces. */
  ENGINE("assay_engine"),
  /** Requests: they see the rows of the workspace that the transaction names, without one none. */
  REQUEST("assay_request");

  private final String role;

  DatabaseRole(String role) {
    this.role = role;
  }

  /** Its name in PostgreSQL. */
  public String role() {
    return role;
  }
}
