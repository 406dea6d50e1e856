package dev.assay.run.library.skills;

import dev.assay.run.platform.db.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;

/** A row of the versions of skills: nothing in it changes but that it is adopted. */
@Entity
@Table(name = "skill_versions")
public class SkillVersionEntity {
  @Id public UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  public SkillEntity skill;

  public int version;
  public String state;

  @Convert(converter = Definition.class)
  @ColumnTransformer(read = "cast(definition as text)", write = JsonColumn.WRITE)
  public Skill definition;

  public String sha256;
  @Generated public Instant createdAt;

  boolean isProposed() {
    return StoredSkill.State.PROPOSED.wire().equals(state);
  }

  StoredSkill view() {
    return new StoredSkill(skill.name, version, StoredSkill.State.of(state), definition, createdAt);
  }

  /** A definition without its name. */
  @Immutable
  public static class Definition extends JsonColumn<Skill> {
    /** For Hibernate. */
    public Definition() {
      super(Skill.class);
    }
  }
}
