package dev.assay.run.traffic.improve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.skills.SkillStore;
import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.platform.paging.VersionReference;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Which skill a run is about: the one that it asked, or the one whose stored answers it is over.
 */
@ApplicationScoped
class ImprovedSkills {
  private final SkillStore store;

  ImprovedSkills(SkillStore store) {
    this.store = store;
  }

  /**
   * Its reference: {@code name@version} of a run that asked it, {@code name} of one over traffic.
   *
   * @throws ProblemException VALIDATION_FAILED for a run that is about no skill
   */
  static String reference(Run run) {
    JsonNode target = run.definition().target();
    if (target.hasNonNull("skill")) {
      return target.get("skill").asText();
    }
    TrafficSource source = TrafficSource.of(target);
    if (source == null || source.sourceType() != TrafficSource.Type.SKILL) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The run is about no skill: only a run over the traffic of a skill (source_type skill),"
              + " or with target {skill}, can be improved by a version of it.");
    }
    return source.id();
  }

  /** Its name; fails as {@link #reference}. */
  static String name(Run run) {
    return VersionReference.of(reference(run)).name();
  }

  /**
   * The version that a run is about, of a run over traffic the newest that was adopted; fails with
   * UNKNOWN_SKILL.
   *
   * @param reference as {@link #reference} says it
   */
  Uni<StoredSkill> of(UUID workspaceId, String reference) {
    return find(workspaceId, reference)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new ProblemException(
                    ErrorCode.UNKNOWN_SKILL,
                    "There is no skill "
                        + reference
                        + " in the library that could be improved; save it with POST /v1/skills."));
  }

  /** A version by name@version; the item is null when there is none. */
  Uni<StoredSkill> find(UUID workspaceId, String reference) {
    return store.find(workspaceId, reference);
  }
}
