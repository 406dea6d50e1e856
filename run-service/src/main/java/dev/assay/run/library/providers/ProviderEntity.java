package dev.assay.run.library.providers;

import dev.assay.common.part.ProviderRef;
import dev.assay.run.platform.db.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** A row of the providers. */
@Entity
@Table(name = "providers")
public class ProviderEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public String kind;
  public String baseUrl;

  @Convert(converter = Credential.class)
  @ColumnTransformer(read = "cast(credential as text)", write = JsonColumn.WRITE)
  public ProviderRef.Credential credential;

  @Convert(converter = Settings.class)
  @ColumnTransformer(read = "cast(settings as text)", write = JsonColumn.WRITE)
  public ProviderSettings settings;

  public Instant createdAt;
  public Instant updatedAt;

  public Provider view() {
    return new Provider(
        id,
        workspaceId,
        name,
        ProviderKind.valueOf(kind.toUpperCase(Locale.ROOT)),
        baseUrl,
        credential,
        settings,
        createdAt,
        updatedAt);
  }

  /** How a worker gets the secret. */
  @Immutable
  public static class Credential extends JsonColumn<ProviderRef.Credential> {
    /** For Hibernate. */
    public Credential() {
      super(ProviderRef.Credential.class);
    }
  }

  /** Everything else. */
  @Immutable
  public static class Settings extends JsonColumn<ProviderSettings> {
    /** For Hibernate. */
    public Settings() {
      super(ProviderSettings.class);
    }
  }
}
