package dev.assay.run.library.assets;

import dev.assay.run.platform.db.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of assets. */
@ApplicationScoped
class AssetRepository implements PanacheRepositoryBase<AssetEntity, AssetKey> {
  /** Two uploads of the same bytes at once must not fail, and a merge of Hibernate's may. */
  private static final String INSERT =
      "insert into assets (workspace_id, sha256, media_type, content) values ($1, $2, $3, $4)"
          + " on conflict (workspace_id, sha256) do nothing";

  /** Stores the bytes unless they are there; whether they were not. */
  Uni<Boolean> add(UUID workspaceId, String sha256, String mediaType, byte[] content) {
    return Sessions.statements()
        .change(INSERT, workspaceId, sha256, mediaType, content)
        .map(rows -> rows == 1);
  }

  /** Null when there is none; asked for by a condition, as everything of a workspace is. */
  Uni<AssetEntity> of(UUID workspaceId, String sha256) {
    return find("workspaceId = ?1 and sha256 = ?2", workspaceId, sha256).firstResult();
  }

  /** The type that the bytes were first stored with, without reading them. */
  Uni<String> mediaType(UUID workspaceId, String sha256) {
    return find(
            "select mediaType from AssetEntity where workspaceId = ?1 and sha256 = ?2",
            workspaceId,
            sha256)
        .project(String.class)
        .singleResult();
  }
}
