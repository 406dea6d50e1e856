package dev.assay.run.library.scorers;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of the custom scorers: the name that its versions have in common. */
@Entity
@Table(name = "custom_scorers")
public class CustomScorerEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public int latestVersion;
}
