package dev.assay.run.control.evaluations;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of the evaluations: the name that its versions have in common. */
@Entity
@Table(name = "evaluations")
public class EvaluationEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public String description;
  public int latestVersion;
}
