package dev.assay.run.library.scorers;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of versions of custom scorers. */
@ApplicationScoped
class CustomScorerVersionRepository
    implements PanacheRepositoryBase<CustomScorerVersionEntity, UUID> {}
