package dev.assay.run.library.providers.secret;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef.SealedSecret;
import dev.assay.link.secret.MasterKey;
import dev.assay.link.secret.MasterKeys;
import dev.assay.link.secret.SecretBox;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts secrets of providers under the current master key. Only workers open them; here they are
 * opened for one purpose, to seal them again under a newer key.
 */
@ApplicationScoped
public class Seal {
  private final MasterKeys keys;

  /**
   * With the keys that workers have, too.
   *
   * @param current 32 bytes, base64
   * @param previous keys before it, separated by commas
   * @param file a key in each line, the current one first
   */
  Seal(
      @ConfigProperty(name = "assay.master-key") Optional<String> current,
      @ConfigProperty(name = "assay.master-keys-previous") Optional<String> previous,
      @ConfigProperty(name = "assay.master-key-file") Optional<String> file) {
    this.keys =
        MasterKeys.of(current.orElse(null), previous.orElse(null), file.map(Path::of).orElse(null));
  }

  /**
   * Seals a secret; fails with VALIDATION_FAILED when there is no master key. Reads the key file
   * again first, a few bytes: another replica may have rotated the keys.
   */
  public SealedSecret seal(UUID workspaceId, String provider, String secret) {
    keys.reload();
    return SecretBox.seal(current(), workspaceId.toString(), provider, secret);
  }

  /** Reads the key file again; fails with VALIDATION_FAILED when there is no master key then. */
  public void refresh() {
    keys.reload();
    MasterKey unused = current();
  }

  /**
   * The same secret under the current key.
   *
   * @return empty when it is sealed under it already
   * @throws dev.assay.link.secret.SecretException when it cannot be opened
   */
  public Optional<SealedSecret> renew(UUID workspaceId, String provider, SealedSecret sealed) {
    MasterKey key = current();
    if (key.id().equals(sealed.keyId())) {
      return Optional.empty();
    }
    String workspace = workspaceId.toString();
    String secret = SecretBox.open(keys, workspace, provider, sealed);
    return Optional.of(SecretBox.seal(key, workspace, provider, secret));
  }

  private MasterKey current() {
    return keys.current()
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "This server has no master key, so it cannot store a secret: set"
                        + " ASSAY_MASTER_KEY, or give credential {\"env\": NAME} and set that"
                        + " variable for the workers."));
  }
}
