package dev.assay.run.control.evaluations;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of evaluations. */
@ApplicationScoped
class EvaluationRepository implements PanacheRepositoryBase<EvaluationEntity, UUID> {}
