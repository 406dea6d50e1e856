package dev.assay.run.library.scorers;

import dev.assay.run.platform.db.JsonColumn;
import dev.assay.run.platform.paging.VersionReference;
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

/** A row of the versions of custom scorers: it never changes. */
@Entity
@Table(name = "custom_scorer_versions")
public class CustomScorerVersionEntity {
  @Id public UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  public CustomScorerEntity scorer;

  public int version;

  @Convert(converter = Definition.class)
  @ColumnTransformer(read = "cast(definition as text)", write = JsonColumn.WRITE)
  public CustomScorer definition;

  @Generated public Instant createdAt;

  boolean isMeantBy(VersionReference reference) {
    return scorer.name.equals(reference.name())
        && version == (reference.version() == 0 ? scorer.latestVersion : reference.version());
  }

  StoredScorer view() {
    return new StoredScorer(scorer.name, version, definition, createdAt);
  }

  /** A definition without its name. */
  @Immutable
  public static class Definition extends JsonColumn<CustomScorer> {
    /** For Hibernate. */
    public Definition() {
      super(CustomScorer.class);
    }
  }
}
