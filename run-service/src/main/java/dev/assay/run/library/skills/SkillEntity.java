package dev.assay.run.library.skills;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of the skills: the name that its versions have in common. */
@Entity
@Table(name = "skills")
public class SkillEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public int latestVersion;
}
