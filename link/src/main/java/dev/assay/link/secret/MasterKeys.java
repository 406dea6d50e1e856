package dev.assay.link.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The master keys of an installation: the current one seals, all of them open. From the environment
 * (the current one, and previous ones separated by commas) and from a file with one key in each
 * line, the current one first. With both, the environment's is the current one.
 *
 * <p>The file is read again when it has changed and a key is asked for that is not known: a
 * rotation reaches running processes without a restart. Safe for several threads.
 */
public final class MasterKeys {
  /** The environment variable of the current key. */
  public static final String VARIABLE = "ASSAY_MASTER_KEY";

  /** The environment variable of the keys before it. */
  public static final String PREVIOUS = "ASSAY_MASTER_KEYS_PREVIOUS";

  private static final Logger LOG = Logger.getLogger(MasterKeys.class);

  private final String current;
  private final String previous;
  private final Path file;
  private volatile Ring ring;
  private volatile String stamp;

  private record Ring(MasterKey current, Map<String, MasterKey> byId) {}

  private MasterKeys(String current, String previous, Path file) {
    this.current = current == null || current.isBlank() ? null : current;
    this.previous = previous;
    this.file = file;
    this.ring = read();
  }

  /**
   * Reads the keys.
   *
   * @param current value of {@link #VARIABLE}, null or blank when not set
   * @param previous value of {@link #PREVIOUS}, null or blank when not set
   * @param file a key in each line, null for none; empty lines and those after a # do not count
   * @throws SecretException when a key that is given cannot be read
   */
  public static MasterKeys of(String current, String previous, Path file) {
    return new MasterKeys(current, previous, file);
  }

  /** The key that seals, empty when there is none. */
  public Optional<MasterKey> current() {
    return Optional.ofNullable(ring.current());
  }

  /** A key by its id; looks into a changed file when it is not known. */
  public Optional<MasterKey> byId(String id) {
    MasterKey known = ring.byId().get(id);
    if (known == null && file != null && !stamp().equals(stamp)) {
      try {
        reload();
      } catch (SecretException e) {
        LOG.warnf("master keys stay as they were: %s", e.getMessage());
      }
      known = ring.byId().get(id);
    }
    return Optional.ofNullable(known);
  }

  /**
   * Reads the file again; a small one on a local disk.
   *
   * @throws SecretException when it cannot be read; the keys stay as they were
   */
  public void reload() {
    ring = read();
  }

  /** Changes whenever the file does. */
  private String stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private Ring read() {
    List<MasterKey> keys = new ArrayList<>();
    if (current != null) {
      keys.add(MasterKey.parse(current, VARIABLE));
    }
    List<MasterKey> older = new ArrayList<>();
    if (previous != null) {
      Arrays.stream(previous.split(","))
          .filter(key -> !key.isBlank())
          .forEach(key -> older.add(MasterKey.parse(key, "A key of " + PREVIOUS)));
    }
    if (file != null) {
      // Before reading: what is written meanwhile is read again.
      stamp = stamp();
      keys.addAll(lines());
    }
    MasterKey first = keys.isEmpty() ? null : keys.get(0);
    Map<String, MasterKey> byId = new LinkedHashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    older.forEach(key -> byId.putIfAbsent(key.id(), key));
    return new Ring(first, Map.copyOf(byId));
  }

  private List<MasterKey> lines() {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> MasterKey.parse(line, "The master key file"))
          .toList();
    } catch (IOException e) {
      throw new SecretException("The master key file " + file + " cannot be read.", e);
    }
  }
}
