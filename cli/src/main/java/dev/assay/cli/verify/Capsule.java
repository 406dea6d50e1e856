package dev.assay.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A capsule on disk. Its files are read as streams. */
final class Capsule implements AutoCloseable {
  /** The newest form that this command can read. */
  static final int FORMAT_VERSION = 1;

  static final String MANIFEST = "manifest.json";

  /** A line stands around what was stored, and holds whole items as text. */
  private static final ObjectMapper WIDE =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(Json.MAX_DEPTH + 8)
                      .maxStringLength(16 * Json.MAX_STRING)
                      .build())
              .build());

  private static final int BUFFER = 64 * 1024;
  private static final long MOST_OF_A_DOCUMENT = 64L * 1024 * 1024;

  private final ZipFile zip;
  private final JsonNode manifest;

  private Capsule(ZipFile zip) throws IOException {
    this.zip = zip;
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      throw new UsageException(zip.getName() + " is no capsule: it has no " + MANIFEST + ".");
    }
    manifest = document(MANIFEST);
    if (!manifest.path("format").asText().equals("assay-capsule")) {
      throw new UsageException(zip.getName() + " is no capsule of Assay.");
    }
    int version = manifest.path("format_version").asInt();
    if (version < 1 || version > FORMAT_VERSION) {
      throw new UsageException(
          "The capsule has format version %d; this command reads up to %d. Use a newer assay."
              .formatted(version, FORMAT_VERSION));
    }
  }

  /**
   * Opens a file.
   *
   * @throws UsageException when it is not there, no zip, no capsule, or too new
   */
  static Capsule open(Path path) {
    if (Files.isDirectory(path)) {
      throw new UsageException("Cannot read " + path + " as a capsule (it is a folder).");
    }
    ZipFile zip = null;
    try {
      zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
      return new Capsule(zip);
    } catch (IOException | IllegalArgumentException e) {
      close(zip);
      throw new UsageException(
          "Cannot read " + path + " as a capsule (" + FileTrouble.said(e) + ").", e);
    } catch (UsageException e) {
      close(zip);
      throw e;
    }
  }

  JsonNode manifest() {
    return manifest;
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /** The names of all files. */
  List<String> names() {
    return zip.stream().map(ZipEntry::getName).toList();
  }

  /**
   * The SHA-256 of a file, hex.
   *
   * @throws IOException when the file is damaged
   */
  String sha256(String name) throws IOException {
    try (InputStream in = stream(name)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A file that holds one document.
   *
   * @throws IOException when it is damaged or no JSON
   */
  JsonNode document(String name) throws IOException {
    try (InputStream in = stream(name)) {
      byte[] bytes = in.readNBytes((int) MOST_OF_A_DOCUMENT);
      return WIDE.readTree(bytes);
    }
  }

  /** A file that holds a document per line, read line by line. */
  Lines lines(String name) throws IOException {
    return new Lines(
        name, new BufferedReader(new InputStreamReader(stream(name), StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    close(zip);
  }

  private InputStream stream(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  private static void close(ZipFile zip) {
    try {
      if (zip != null) {
        zip.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a file, with a look at the next one. */
  static final class Lines implements AutoCloseable {
    private final String name;
    private final BufferedReader reader;
    private JsonNode next;
    private long number;

    private Lines(String name, BufferedReader reader) throws IOException {
      this.name = name;
      this.reader = reader;
      advance();
    }

    /** The next line, null at the end. */
    JsonNode peek() {
      return next;
    }

    /**
     * Takes the next line.
     *
     * @throws IOException when the file is damaged or a line is no JSON object
     */
    JsonNode take() throws IOException {
      JsonNode taken = next;
      advance();
      return taken;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }

    private void advance() throws IOException {
      String line = reader.readLine();
      number++;
      try {
        next = line == null ? null : WIDE.readTree(line);
      } catch (JsonProcessingException e) {
        throw new IOException("line " + number + " of " + name + " is no JSON", e);
      }
      if (next != null && !next.isObject()) {
        throw new IOException("line " + number + " of " + name + " is no JSON object");
      }
    }
  }
}
