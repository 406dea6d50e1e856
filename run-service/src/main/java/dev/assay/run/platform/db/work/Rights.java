package dev.assay.run.platform.db.work;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whose rows a piece of work on the database sees. What the service does on its own account sees
 * all; what a request does, those of the workspace of whoever asks, and of nobody before that is
 * known.
 *
 * @param name a setting of PostgreSQL that says so to a connection of requests
 * @param value its value; nothing in it was written by anybody else
 */
public record Rights(String name, String value) {
  /** Those of the service itself. */
  public static final Rights SERVICE = new Rights("role", "assay_engine");

  /** Nobody's: only what belongs to no workspace is seen. */
  static final Rights NOBODY = new Rights("assay.workspace", "");

  /** Those of a request of a workspace. */
  public static Rights of(UUID workspace) {
    return new Rights("assay.workspace", workspace.toString());
  }

  /** Those of whatever is being done here. */
  public static Rights here() {
    if (!Work.ofRequest()) {
      return SERVICE;
    }
    UUID workspace = Work.workspace();
    return workspace == null ? NOBODY : of(workspace);
  }

  /**
   * Statements that set it for the transaction that they are in.
   *
   * @param named ids that the transaction is about; policies need then not look for those of every
   *     row. Naming one that is somebody else's opens nothing
   */
  public String setting(Collection<UUID> named) {
    String rights = "set local " + name + " = '" + value + "'";
    return named.isEmpty() || equals(SERVICE)
        ? rights
        : rights
            + named.stream()
                .map(UUID::toString)
                .collect(Collectors.joining(",", "; set local assay.named = '{", "}'"));
  }
}
