package dev.assay.run.library.assets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A row of the assets. It never changes, which also keeps Hibernate from making a second copy of
 * the bytes to compare them with.
 */
@Entity
@Immutable
@IdClass(AssetKey.class)
@Table(name = "assets")
public class AssetEntity {
  @Id public UUID workspaceId;
  @Id public String sha256;
  public String mediaType;
  public byte[] content;

  Asset asset() {
    return new Asset(mediaType, content);
  }
}
