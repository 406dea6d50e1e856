package dev.assay.run.library.datasets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** A row of the datasets. */
@Entity
@Table(name = "datasets")
public class DatasetEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public String description;
  public String[] tags;
  public int latestVersion;

  @Formula(
      "(select v.item_count from dataset_versions v"
          + " where v.dataset_id = id and v.version = latest_version)")
  public Integer itemCount;

  public Instant createdAt;
  public Instant updatedAt;

  Dataset view() {
    return new Dataset(
        id, name, description, List.of(tags), latestVersion, itemCount, createdAt, updatedAt);
  }
}
