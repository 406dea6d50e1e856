package dev.assay.run.control.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.JsonColumn;
import dev.assay.run.runs.LaunchRequest;
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

/** A row of the versions of evaluations: it never changes. */
@Entity
@Table(name = "evaluation_versions")
public class EvaluationVersionEntity {
  @Id public UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  public EvaluationEntity evaluation;

  public int version;

  @Convert(converter = Definition.class)
  @ColumnTransformer(read = "cast(definition as text)", write = JsonColumn.WRITE)
  public LaunchRequest definition;

  @Convert(converter = JsonColumn.Tree.class)
  @ColumnTransformer(read = "cast(warnings as text)", write = JsonColumn.WRITE)
  public JsonNode warnings;

  public String sha256;
  @Generated public Instant createdAt;

  /** A definition as it was sent. */
  @Immutable
  public static class Definition extends JsonColumn<LaunchRequest> {
    /** For Hibernate. */
    public Definition() {
      super(LaunchRequest.class);
    }
  }
}
