package dev.assay.system.deploy.built;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML as maps, lists and scalars, and the way into it. */
public final class Yaml {
  private Yaml() {}

  /** Every document of a file; a key that stands twice is an error. */
  public static List<Map<String, Object>> documents(Path file) {
    return documents(text(file), file.toString());
  }

  /**
   * Every document of a text.
   *
   * @param label what to call it in an error
   */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> documents(String text, String label) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Object document : load(label).loadAllFromString(text)) {
      if (document != null) {
        found.add((Map<String, Object>) document);
      }
    }
    return found;
  }

  /** Every document of a file, of whatever kind. */
  public static List<Object> anyDocuments(Path file) {
    List<Object> found = new ArrayList<>();
    load(file.toString()).loadAllFromString(text(file)).forEach(found::add);
    return found;
  }

  /** The one document of a text, of whatever kind. */
  public static Object value(String text, String label) {
    return load(label).loadFromString(text);
  }

  /** A file's text. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What stands at a place.
   *
   * @param path keys, and numbers of entries, with dots between; {@code \.} for one within a key
   * @return null when nothing does
   */
  public static Object at(Object root, String path) {
    Object found = root;
    for (String step : path.split("(?<!\\\\)\\.")) {
      String key = step.replace("\\.", ".");
      if (found instanceof Map<?, ?> map) {
        found = map.get(key);
      } else if (found instanceof List<?> list && key.matches("\\d+")) {
        int index = Integer.parseInt(key);
        found = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return found;
  }

  /** The text there; null when there is nothing. */
  public static String string(Object root, String path) {
    Object found = at(root, path);
    return found == null ? null : found.toString();
  }

  /** The entries there, each a map; none when there is nothing. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> maps(Object root, String path) {
    Object found = at(root, path);
    return found == null ? List.of() : (List<Map<String, Object>>) found;
  }

  /** The map there; an empty one when there is nothing. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object root, String path) {
    Object found = at(root, path);
    return found == null ? Map.of() : (Map<String, Object>) found;
  }

  private static Load load(String label) {
    return new Load(
        LoadSettings.builder()
            .setLabel(label)
            .setAllowDuplicateKeys(false)
            // With merge keys, which the compose file has.
            .setSchema(new CoreSchema())
            .build());
  }
}
