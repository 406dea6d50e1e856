package dev.assay.cli.evalfile;

import dev.assay.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file of items to be uploaded.
 *
 * @param path of the file
 * @param dataset whose version it becomes
 * @param contentType by the file's ending
 * @param gzip true when the file is compressed
 */
public record DatasetFile(Path path, String dataset, String contentType, boolean gzip) {

  /**
   * @param path of an existing {@code .jsonl, .ndjson, .json} or {@code .csv} file, also with
   *     {@code .gz} behind
   * @param dataset whose version it becomes
   * @throws UsageException when there is no such file or its ending is not known
   */
  public static DatasetFile of(Path path, String dataset) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new UsageException("Cannot read the dataset file " + path + ".");
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzip = name.endsWith(".gz");
    String plain = gzip ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
      return new DatasetFile(path, dataset, "application/x-ndjson", gzip);
    }
    if (plain.endsWith(".json")) {
      return new DatasetFile(path, dataset, "application/json", gzip);
    }
    if (plain.endsWith(".csv")) {
      return new DatasetFile(path, dataset, "text/csv", gzip);
    }
    throw new UsageException(
        "The dataset file " + path + " must end in .jsonl, .json or .csv (or one of these .gz).");
  }

  /** True when text in an evaluation file means a file and not the name of a dataset. */
  static boolean looksLikeFile(String text) {
    return text.matches("(?i).*\\.(jsonl|ndjson|json|csv)(\\.gz)?") || text.contains("/");
  }
}
