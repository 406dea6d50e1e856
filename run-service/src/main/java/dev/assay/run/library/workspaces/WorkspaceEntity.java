package dev.assay.run.library.workspaces;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Generated;

/** A row of the workspaces; the number of its events is the engine's and not here. */
@Entity
@Table(name = "workspaces")
public class WorkspaceEntity {
  @Id public UUID id;
  public String name;

  @ColumnTransformer(read = "cast(judge as text)", write = "cast(cast(? as text) as json)")
  public String judge;

  @Generated public Instant createdAt;
}
