package dev.assay.run.traffic.slices;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.skills.SkillStore;
import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The skill in the library whose traffic a source is. */
@ApplicationScoped
public class SourceSkill {
  private final SkillStore skills;

  SourceSkill(SkillStore skills) {
    this.skills = skills;
  }

  /**
   * Its newest adopted version; a null item for a source of another kind, or a skill that nobody
   * saved.
   */
  public Uni<StoredSkill> of(UUID workspaceId, TrafficSource source) {
    return source.sourceType() == TrafficSource.Type.SKILL
        ? skills.find(workspaceId, source.id())
        : Uni.createFrom().nullItem();
  }

  /** What its answers must look like; null when it does not say, or there is none. */
  public static JsonNode schema(StoredSkill skill) {
    return skill == null ? null : skill.definition().outputSchema();
  }
}
