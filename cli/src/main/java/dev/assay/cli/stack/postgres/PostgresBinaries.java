package dev.assay.cli.stack.postgres;

import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.terminal.FileTrouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL of this machine's system and processor, once per stack. */
public final class PostgresBinaries {
  private final Path folder;

  /**
   * @param runtime the folder below which binaries are kept
   */
  public PostgresBinaries(Path runtime) {
    this.folder = runtime.resolve("postgres-18");
  }

  /** The folder with {@code bin/postgres}, once it is installed. */
  public Path folder() {
    return folder;
  }

  /**
   * The folder with {@code bin/postgres}, unpacked when it is not there yet.
   *
   * @throws StackException when there are no binaries for this machine or the disk is full
   */
  public Path install() {
    if (Files.isExecutable(folder.resolve("bin/postgres"))) {
      return folder;
    }
    String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (in == null) {
        throw new StackException(
            "This build has no PostgreSQL for "
                + archive
                + ". Build Assay on the machine that it runs on, or set ASSAY_URL to a server.");
      }
      Path unpacking = Files.createTempDirectory(folder.getParent(), "unpacking");
      unpack(in, unpacking);
      // Renamed last, so that a start that was cut short never leaves half of it in place.
      Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
      return folder;
    } catch (IOException e) {
      throw new StackException(
          "Cannot unpack PostgreSQL into "
              + folder
              + " ("
              + FileTrouble.said(e)
              + "). Is the disk full?",
          e);
    }
  }

  static String archive(String system, String processor) {
    String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    boolean arm = processor.equals("aarch64") || processor.startsWith("arm");
    return "postgres-" + os + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside of its folder: " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
    try (Stream<Path> programs = Files.list(target.resolve("bin"))) {
      for (Path program : programs.toList()) {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
