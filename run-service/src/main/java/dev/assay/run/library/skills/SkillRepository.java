package dev.assay.run.library.skills;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The rows of skills. */
@ApplicationScoped
class SkillRepository implements PanacheRepositoryBase<SkillEntity, UUID> {}
