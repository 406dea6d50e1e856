package dev.assay.cli.evalfile;

import dev.assay.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of items to be uploaded.
 *
 * @param path of the file
 * @param dataset whose version it becomes
 * @param contentType by the file's ending
 * @param gzip true when the file is compressed
 * @param reading what must be known to read it
 */
public record DatasetFile(
    Path path, String dataset, String contentType, boolean gzip, Reading reading) {
  private static final Map<String, String> TYPES =
      Map.of(
          "jsonl", "application/x-ndjson",
          "ndjson", "application/x-ndjson",
          "json", "application/json",
          "csv", "text/csv",
          "tsv", "text/tab-separated-values",
          "tab", "text/tab-separated-values");

  /**
   * What a file does not say of itself.
   *
   * @param encoding such as {@code windows-1252}; null to find out
   * @param map {@code COLUMN=FIELD} for columns of CSV that are not called like fields
   * @param skipBadLines true to leave out lines that cannot be read, instead of importing nothing
   */
  public record Reading(String encoding, List<String> map, boolean skipBadLines) {
    /** A file that says all of itself. */
    public static final Reading PLAIN = new Reading(null, List.of(), false);

    /** Fails with a {@link UsageException} when the encoding cannot be a name. */
    public Reading {
      if (encoding != null && !encoding.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*")) {
        throw new UsageException("The encoding " + encoding + " is none; one is windows-1252.");
      }
      map = List.copyOf(map);
    }

    /** This, and more of the same kind. */
    public Reading and(Reading more) {
      return new Reading(
          more.encoding == null ? encoding : more.encoding,
          more.map.isEmpty() ? map : more.map,
          skipBadLines || more.skipBadLines);
    }
  }

  /**
   * @param path of an existing {@code .jsonl, .ndjson, .json, .csv} or {@code .tsv} file, also with
   *     {@code .gz} behind
   * @param dataset whose version it becomes
   * @throws UsageException when there is no such file or its ending is not known
   */
  public static DatasetFile of(Path path, String dataset) {
    if (!Files.exists(path)) {
      throw new UsageException(
          "There is no dataset file "
              + path
              + "; looked for "
              + path.toAbsolutePath().normalize()
              + ".");
    }
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      String where = path.toAbsolutePath().normalize().toString();
      throw new UsageException(
          Files.exists(path)
              ? "Cannot read the dataset file " + where + "."
              : "There is no dataset file " + where + ".");
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzip = name.endsWith(".gz");
    String plain = gzip ? name.substring(0, name.length() - 3) : name;
    String type = TYPES.get(plain.substring(plain.lastIndexOf('.') + 1));
    if (type == null || !plain.contains(".")) {
      throw new UsageException(
          "The dataset file "
              + path
              + " must end in .jsonl, .json, .csv or .tsv (or one of these and .gz).");
    }
    return new DatasetFile(path, dataset, type, gzip, Reading.PLAIN);
  }

  /** The same file, read with what is said besides. */
  public DatasetFile reading(Reading more) {
    return new DatasetFile(path, dataset, contentType, gzip, reading.and(more));
  }

  /**
   * True when text in an evaluation file means a file and not the name of a dataset: it has a
   * folder, or an ending of files, be it one that cannot be read.
   */
  static boolean looksLikeFile(String text) {
    return text.contains("/")
        || text.contains("\\")
        || text.matches(
            "(?i).*\\.(jsonl|ndjson|json|csv|tsv|tab|ya?ml|xlsx?|ods|txt|parquet)(\\.gz)?");
  }
}
