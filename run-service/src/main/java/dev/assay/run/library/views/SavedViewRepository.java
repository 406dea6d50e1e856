package dev.assay.run.library.views;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of views. */
@ApplicationScoped
class SavedViewRepository implements PanacheRepositoryBase<SavedViewEntity, UUID> {
  /** By name, null when there is none. */
  Uni<SavedViewEntity> named(UUID workspaceId, String name) {
    return find("workspaceId = ?1 and name = ?2", workspaceId, name).firstResult();
  }
}
