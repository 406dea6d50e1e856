package dev.assay.run.library.assets;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** Where an asset is: the same bytes are one in each workspace. */
public class AssetKey implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public UUID workspaceId;
  public String sha256;

  @Override
  public boolean equals(Object other) {
    return other instanceof AssetKey key
        && Objects.equals(workspaceId, key.workspaceId)
        && Objects.equals(sha256, key.sha256);
  }

  @Override
  public int hashCode() {
    return Objects.hash(workspaceId, sha256);
  }
}
