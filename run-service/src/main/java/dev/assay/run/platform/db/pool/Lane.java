package dev.assay.run.platform.db.pool;

/** Kinds of work, each with connections of its own: whoever fills one stops none of the others. */
public enum Lane {
  /** What the service does on its own account: dispatching, taking answers in, sweeping. */
  ENGINE(DatabaseRole.ENGINE),
  /** What requests change, and the small things that they read. */
  REQUEST(DatabaseRole.REQUEST),
  /** Reading that looks at much, and may be slow. */
  READER(DatabaseRole.REQUEST),
  /** Whether the database answers at all. */
  HEALTH(DatabaseRole.ENGINE);

  private final DatabaseRole role;

  Lane(DatabaseRole role) {
    this.role = role;
  }

  /** What its connections work as, until a transaction says otherwise. */
  public DatabaseRole role() {
    return role;
  }
}
