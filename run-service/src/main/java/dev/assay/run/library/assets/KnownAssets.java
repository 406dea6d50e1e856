package dev.assay.run.library.assets;

import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Which assets a workspace has. */
@ApplicationScoped
public class KnownAssets {
  private static final String THERE =
      "select sha256 from assets where workspace_id = $1 and sha256 = any($2::text[])";

  private final Db db;

  public KnownAssets(Db db) {
    this.db = db;
  }

  /** Those that are not there, by their SHA-256. */
  public Uni<Set<String>> missing(UUID workspaceId, Set<String> named) {
    if (named.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return db.query(THERE, workspaceId, named.toArray(String[]::new))
        .map(
            rows -> {
              Set<String> missing = new TreeSet<>(named);
              rows.forEach(row -> missing.remove(row.getString("sha256")));
              return missing;
            });
  }
}
