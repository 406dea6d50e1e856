package dev.assay.run.platform.keys;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;

/** A row of the API keys. */
@Entity
@Table(name = "api_keys")
public class ApiKeyEntity {
  @Id public UUID id;
  public UUID workspaceId;
  public String name;
  public String prefix;
  public byte[] sha256;
  public String[] scopes;
  public Instant expiresAt;
  public Instant lastUsedAt;
  public Instant revokedAt;
  @Generated public Instant createdAt;
}
