package dev.assay.run.library.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.JsonColumn;
import dev.assay.run.platform.db.StorableText;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JavaTypeRegistration;

/**
 * A row of the workspaces; the number of its events is the engine's and not here. What is said of
 * text holds for the text of all entities.
 */
@Entity
@JavaTypeRegistration(javaType = String.class, descriptorClass = StorableText.class)
@Table(name = "workspaces")
public class WorkspaceEntity {
  @Id public UUID id;
  public String name;

  @Convert(converter = JsonColumn.Tree.class)
  @ColumnTransformer(read = "cast(judge as text)", write = JsonColumn.WRITE)
  public JsonNode judge;

  public int weight = 1;
  public Integer maxRuns;
  public Integer maxInFlight;

  @Generated public Instant createdAt;
}
