package dev.assay.run.platform.keys;

import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Statements;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The first key, given by the operator or written to a file that only the owner reads. */
@ApplicationScoped
public class BootstrapKey {
  private static final Logger LOG = Logger.getLogger(BootstrapKey.class);
  private static final int SHORTEST = 32;

  private final BootstrapConfig config;
  private final ApiKeys keys;

  BootstrapKey(BootstrapConfig config, ApiKeys keys) {
    this.config = config;
    this.keys = keys;
  }

  /**
   * Makes the configured keys admin keys of the workspace. Reads and writes a small file: for the
   * start only.
   */
  public Uni<Void> ensure(Statements tx, UUID workspaceId) {
    Set<String> wanted = new LinkedHashSet<>();
    config.key().ifPresent(key -> wanted.add(checked(key, "assay.bootstrap.key")));
    config.keyFile().ifPresent(file -> wanted.add(fromFile(Path.of(file))));
    return InOrder.each(wanted, key -> keys.ensureAdmin(tx, workspaceId, key));
  }

  private static String fromFile(Path file) {
    try {
      if (!Files.exists(file)) {
        write(file, Tokens.newKey());
      }
      return checked(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " can be neither read nor made.", e);
    }
  }

  /** Complete under another name first, so that nobody ever reads half a key. */
  private static void write(Path file, String key) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft =
        Files.createTempFile(
            folder,
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, key + "\n");
      Files.createLink(file, draft);
      LOG.infof("first key written file=%s", file);
    } catch (FileAlreadyExistsException e) {
      LOG.debugf("another replica wrote the first key file=%s", file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String checked(String text, String where) {
    String key = text.trim();
    if (!key.startsWith(Tokens.KEY_PREFIX) || key.length() < SHORTEST) {
      throw new IllegalStateException(
          "The key of "
              + where
              + " must begin with "
              + Tokens.KEY_PREFIX
              + " and have at least "
              + SHORTEST
              + " characters.");
    }
    return key;
  }
}
