package dev.assay.run.library.datasets;

import dev.assay.run.platform.db.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The rows of datasets. */
@ApplicationScoped
class DatasetRepository implements PanacheRepositoryBase<DatasetEntity, UUID> {
  private static final String LOCK =
      "select id, now() from datasets where workspace_id = $1 and name = $2 for update";

  /** By name, null when there is none. */
  Uni<DatasetEntity> named(UUID workspaceId, String name) {
    return find("workspaceId = ?1 and name = ?2", workspaceId, name).firstResult();
  }

  /**
   * One that may be changed.
   *
   * @param now when the transaction began, by the database's clock
   */
  record Locked(DatasetEntity row, Instant now) {}

  /** By name, locked until the transaction ends; null when there is none. */
  Uni<Locked> lock(UUID workspaceId, String name) {
    return Sessions.statements()
        .rows(LOCK, workspaceId, name)
        .flatMap(locked -> locked.isEmpty() ? Uni.createFrom().nullItem() : read(locked.get(0)));
  }

  /** The row that was locked, by its id: another of the name may have been made since. */
  private Uni<Locked> read(Object[] locked) {
    return findById((UUID) locked[0])
        .map(row -> new Locked(row, ((OffsetDateTime) locked[1]).toInstant()));
  }
}
