package dev.assay.run.library.datasets;

import dev.assay.run.platform.db.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;

/** A row of the versions of datasets: it never changes. */
@Entity
@Table(name = "dataset_versions")
public class DatasetVersionEntity {
  @Id public UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  public DatasetEntity dataset;

  public int version;
  public String sha256;
  public int itemCount;

  @Convert(converter = Sections.class)
  @ColumnTransformer(read = "cast(sections as text)", write = "cast(cast(? as text) as jsonb)")
  public Counts sections;

  /** Whether items say whose correction theirs is; null for versions of before that was noted. */
  public Boolean truths;

  @Generated public Instant createdAt;

  DatasetVersion view() {
    return new DatasetVersion(id, dataset.name, version, itemCount, sha256, sections, createdAt);
  }

  /** How many items each section has, by its name. */
  public static class Counts extends TreeMap<String, Integer> {
    private static final long serialVersionUID = 1L;
  }

  /** Between the column and the counts. */
  @Immutable
  public static class Sections extends JsonColumn<Counts> {
    /** For Hibernate. */
    public Sections() {
      super(Counts.class);
    }
  }
}
