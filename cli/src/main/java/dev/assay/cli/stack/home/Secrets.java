package dev.assay.cli.stack.home;

import dev.assay.cli.terminal.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Generated once per stack, kept in files that only their owner can read. */
public final class Secrets {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final int KEY_BYTES = 32;

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

  /** The file with the keys that seal provider credentials: 32 bytes in base64 in each line. */
  public Path masterKeyFile() {
    readOrCreate("master-key", Base64.getEncoder().encodeToString(bytes(KEY_BYTES)));
    return folder.resolve("master-key");
  }

  /**
   * Puts a fresh master key before those of the file, which go on opening what they sealed.
   *
   * @param file one key in each line, the current one first
   */
  public static void addMasterKey(Path file) {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    List<String> lines = new ArrayList<>();
    lines.add(Base64.getEncoder().encodeToString(bytes));
    lines.addAll(readLines(file));
    write(file, lines);
  }

  /** Forgets all keys of the file but the current one and the one before it. */
  public static void forgetOldMasterKeys(Path file) {
    List<String> keys =
        readLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .limit(2)
            .toList();
    write(file, keys);
  }

  private static List<String> readLines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StackException(
          "Cannot read the master key file " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  private static void write(Path file, List<String> lines) {
    try {
      Path whole = file.toAbsolutePath();
      Path temporary =
          Files.createTempFile(
              whole.getParent(), "keys", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.write(temporary, lines, StandardCharsets.UTF_8);
      // Readers see the old file or the new one, never a part.
      Files.move(
          temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StackException(
          "Cannot write the master key file " + file + " (" + FileTrouble.said(e) + ").", e);
    }
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
      throw new StackException(
          "Cannot read or create the secret " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
