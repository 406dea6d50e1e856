package dev.assay.system.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip files, taken apart and put together again. */
public final class Zips {
  private Zips() {}

  /** The files of a zip by name. */
  public static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  /** Writes a zip with these files. */
  public static Path write(Path file, Map<String, byte[]> files) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> e : files.entrySet()) {
        out.putNextEntry(new ZipEntry(e.getKey()));
        out.write(e.getValue());
      }
    }
    return file;
  }

  /** Writes a copy of a zip in which one line of one file is another. */
  public static Path changed(Path from, Path to, String name, String line, String other)
      throws IOException {
    Map<String, byte[]> files = read(from);
    String text = new String(files.get(name), StandardCharsets.UTF_8);
    if (!text.contains(line)) {
      throw new IllegalArgumentException("the line is not in " + name);
    }
    files.put(name, text.replace(line, other).getBytes(StandardCharsets.UTF_8));
    return write(to, files);
  }
}
