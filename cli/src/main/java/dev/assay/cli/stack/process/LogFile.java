package dev.assay.cli.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The log of one process.
 *
 * @param path where it is
 */
public record LogFile(Path path) {
  private static final long ROTATE_BYTES = 10L * 1024 * 1024;
  private static final int TAIL_BYTES = 64 * 1024;

  /** Moves a large log aside, keeping one older one. */
  public void rotate() throws IOException {
    if (Files.exists(path) && Files.size(path) > ROTATE_BYTES) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * The last lines, for a message about what went wrong.
   *
   * @param count at most this many
   */
  public List<String> tail(int count) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(from);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(" + path + " cannot be read: " + e.getMessage() + ")");
    }
  }
}
