package dev.assay.worker.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** Finds the master key: 32 bytes in base64, from the environment or from a file. */
public final class MasterKey {
  /** The environment variable. */
  public static final String VARIABLE = "ASSAY_MASTER_KEY";

  private static final int BYTES = 32;

  private MasterKey() {}

  /**
   * The key; the environment variable wins over the file.
   *
   * @param variable value of {@link #VARIABLE}, null when not set
   * @param file a file with the same text, empty when there is none
   * @return empty when neither is given
   * @throws CredentialException when what is given is not 32 bytes in base64
   */
  public static Optional<SecretKeySpec> find(String variable, Optional<Path> file) {
    if (variable != null && !variable.isBlank()) {
      return Optional.of(parse(variable, VARIABLE));
    }
    return file.map(MasterKey::read);
  }

  private static SecretKeySpec read(Path file) {
    try {
      return parse(Files.readString(file), "the master key file");
    } catch (IOException e) {
      throw new CredentialException("the master key file cannot be read: " + file, e);
    }
  }

  private static SecretKeySpec parse(String text, String where) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes characters of the key.
      throw new CredentialException(where + " is not base64");
    }
    if (bytes.length != BYTES) {
      throw new CredentialException(where + " does not hold " + BYTES + " bytes");
    }
    return new SecretKeySpec(bytes, "AES");
  }
}
