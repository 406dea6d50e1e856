package dev.assay.run.results.export.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.CanonicalJson;
import dev.assay.common.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip that is written piece by piece, one file after the other, with the SHA-256 of each. Times
 * are fixed: the same content is the same bytes.
 */
final class CapsuleZip {
  /** Not the earliest that a zip can hold: Java adds the zone's time to that one. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(buffer, StandardCharsets.UTF_8);
  private final ArrayNode files = Json.mapper().createArrayNode();
  private String name;
  private MessageDigest digest;
  private long size;
  private long lines;

  /** Ends the file before and begins another. */
  void file(String next) {
    end();
    name = next;
    digest = sha256();
    size = 0;
    lines = 0;
    try {
      ZipEntry entry = new ZipEntry(next);
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds lines to the file. */
  void lines(List<? extends JsonNode> values) {
    try {
      for (JsonNode value : values) {
        byte[] line = (CanonicalJson.of(value) + "\n").getBytes(StandardCharsets.UTF_8);
        zip.write(line);
        digest.update(line);
        size += line.length;
        lines++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the file before and writes the manifest, which lists all files but itself, last. */
  void manifest(ObjectNode manifest) {
    end();
    manifest.set("files", files.deepCopy());
    file("manifest.json");
    lines(List.of(manifest));
    end();
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was written since the last time; may be empty. */
  byte[] drain() {
    byte[] written = buffer.toByteArray();
    buffer.reset();
    return written;
  }

  private void end() {
    if (name == null) {
      return;
    }
    try {
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files
        .addObject()
        .put("name", name)
        .put("sha256", HexFormat.of().formatHex(digest.digest()))
        .put("bytes", size)
        .put("lines", lines);
    name = null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
