package dev.assay.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** Generated once per stack, kept in files that only their owner can read. */
public final class Secrets {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param layout of the stack; its folders exist
   */
  public Secrets(Layout layout) {
    this.folder = layout.secrets();
  }

  /**
   * A password of 192 random bits in hexadecimal: safe to put into SQL and configuration.
   *
   * @param name of the file that keeps it
   */
  public String password(String name) {
    return readOrCreate(name, HexFormat.of().formatHex(bytes(24)));
  }

  /** The file with the key that seals provider credentials: 32 bytes, base64. */
  public Path masterKeyFile() {
    readOrCreate("master-key", Base64.getEncoder().encodeToString(bytes(32)));
    return folder.resolve("master-key");
  }

  private String readOrCreate(String name, String fresh) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Path temporary =
            Files.createTempFile(
                folder, name, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(temporary, fresh + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new StackException("Cannot read or create the secret " + file + " (" + e + ").", e);
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
