package dev.assay.run.library.workspaces;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of workspaces. */
@ApplicationScoped
class WorkspaceRepository implements PanacheRepositoryBase<WorkspaceEntity, UUID> {}
