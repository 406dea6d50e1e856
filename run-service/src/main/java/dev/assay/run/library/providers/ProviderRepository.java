package dev.assay.run.library.providers;

import dev.assay.run.platform.db.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The rows of providers. */
@ApplicationScoped
public class ProviderRepository implements PanacheRepositoryBase<ProviderEntity, UUID> {
  private static final String LOCK =
      "select id, now() from providers where workspace_id = $1 and name = $2 for update";

  /** By name, null when there is none. */
  Uni<ProviderEntity> named(UUID workspaceId, String name) {
    return find("workspaceId = ?1 and name = ?2", workspaceId, name).firstResult();
  }

  /** By name, to be changed: locked until the transaction ends; null when there is none. */
  public Uni<ProviderEntity> toChange(UUID workspaceId, String name) {
    return Sessions.statements()
        .rows(LOCK, workspaceId, name)
        .flatMap(locked -> locked.isEmpty() ? Uni.createFrom().nullItem() : read(locked.get(0)));
  }

  /** The row that was locked, by its id: another of the name may have been made since. */
  private Uni<ProviderEntity> read(Object[] locked) {
    return findById((UUID) locked[0])
        .invoke(row -> row.updatedAt = ((OffsetDateTime) locked[1]).toInstant());
  }
}
