package dev.assay.run.control.evaluations;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of versions of evaluations. */
@ApplicationScoped
class EvaluationVersionRepository implements PanacheRepositoryBase<EvaluationVersionEntity, UUID> {}
