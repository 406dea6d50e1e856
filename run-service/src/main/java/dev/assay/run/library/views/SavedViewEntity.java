package dev.assay.run.library.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** A row of the views. */
@Entity
@Table(name = "views")
public class SavedViewEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public String view;

  @Convert(converter = JsonColumn.Tree.class)
  @ColumnTransformer(read = "cast(query as text)", write = JsonColumn.WRITE)
  public JsonNode query;

  public Instant createdAt;
  public Instant updatedAt;

  SavedView view() {
    return new SavedView(name, view, query, createdAt, updatedAt);
  }
}
