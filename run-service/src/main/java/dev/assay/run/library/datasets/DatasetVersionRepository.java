package dev.assay.run.library.datasets;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of versions of datasets. */
@ApplicationScoped
class DatasetVersionRepository implements PanacheRepositoryBase<DatasetVersionEntity, UUID> {}
