package dev.assay.system.deploy.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes one document as YAML, with the holes of a template in it. */
final class Template {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./$-]*");
  private static final Pattern WORDS = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  /**
   * What the chart says in place of the manifest.
   *
   * @param values where its default stands
   * @param manifest what the manifest has there
   */
  record Default(String values, Object manifest) {}

  private final List<Hole> holes;
  private final List<String> lines = new ArrayList<>();
  private final List<Default> defaults = new ArrayList<>();
  private final List<Hole> used = new ArrayList<>();

  private Template(List<Hole> holes) {
    this.holes = holes;
  }

  /** A document as a template. */
  static Template of(Map<String, Object> document, List<Hole> holes) {
    Template template = new Template(holes);
    template.map(document, "", 0);
    return template;
  }

  /** Its text. */
  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** What values.yaml has to say so that the chart is the manifest. */
  List<Default> defaults() {
    return defaults;
  }

  /** Holes for which the document has no place: one of them is wrong. */
  List<Hole> unused() {
    return holes.stream().filter(hole -> !used.contains(hole)).toList();
  }

  private void map(Map<?, ?> map, String path, int indent) {
    map.forEach(
        (key, value) ->
            entry(child(path, key.toString()), quoted(key.toString()) + ":", value, indent));
    after(path, indent);
  }

  private void entry(String path, String head, Object value, int indent) {
    List<Hole> conditions = find(path, value, Hole.Kind.ONLY_IF);
    conditions.forEach(hole -> line(0, "{{- if " + hole.lines().get(0) + " }}"));
    List<Hole> scalars = find(path, value, Hole.Kind.SCALAR);
    List<Hole> below = find(path, value, Hole.Kind.BELOW);
    if (!scalars.isEmpty()) {
      Hole hole = only(scalars, path);
      note(hole, value);
      line(indent, head + " " + hole.lines().get(0));
    } else if (!below.isEmpty()) {
      Hole hole = only(below, path);
      note(hole, value);
      line(indent, head);
      write(hole, indent + 2);
      after(path, indent + 2);
    } else {
      value(path, head, value, indent);
    }
    conditions.forEach(hole -> line(0, "{{- end }}"));
  }

  private void value(String path, String head, Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      line(indent, head);
      map(map, path, indent + 2);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      line(indent, head);
      list(list, path, indent + 2);
    } else if (value instanceof String text && text.contains("\n")) {
      line(indent, head + (text.endsWith("\n") ? " |" : " |-"));
      text.lines().forEach(one -> line(indent + 2, one));
    } else {
      line(indent, head + " " + scalar(value));
    }
  }

  private void list(List<?> list, String path, int indent) {
    for (int i = 0; i < list.size(); i++) {
      String at = child(path, Integer.toString(i));
      Object value = list.get(i);
      if (value instanceof Map<?, ?> map && !map.isEmpty()) {
        int first = lines.size();
        map(map, at, indent + 2);
        lines.set(first, " ".repeat(indent) + "- " + lines.get(first).substring(indent + 2));
      } else {
        entry(at, "-", value, indent);
      }
    }
    after(path, indent);
  }

  private void after(String path, int indent) {
    find(path, null, Hole.Kind.AFTER).forEach(hole -> write(hole, indent));
  }

  private void write(Hole hole, int indent) {
    for (String one : hole.lines()) {
      String line = one;
      for (int more = 0; more <= 4; more += 2) {
        line = line.replace("%" + more, Integer.toString(indent + more));
      }
      line(indent, line);
    }
  }

  /** Holes at a place; a path may end in {@code =VALUE} and means then only what is there. */
  private List<Hole> find(String path, Object value, Hole.Kind kind) {
    List<Hole> found =
        holes.stream()
            .filter(hole -> hole.kind() == kind)
            .filter(
                hole ->
                    hole.path().matcher(path).matches()
                        || hole.path().matcher(path + "=" + value).matches())
            .toList();
    used.addAll(found);
    return found;
  }

  private static Hole only(List<Hole> found, String path) {
    if (found.size() > 1) {
      throw new IllegalStateException("two holes at " + path);
    }
    return found.get(0);
  }

  private void note(Hole hole, Object value) {
    if (hole.values() != null) {
      defaults.add(new Default(hole.values(), value));
    }
  }

  private void line(int indent, String text) {
    lines.add(" ".repeat(indent) + text);
  }

  private static String child(String path, String key) {
    String name = key.replace("/", "~");
    return path.isEmpty() ? name : path + "/" + name;
  }

  private static String scalar(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    // An empty map or list, a number, a truth, nothing.
    return value == null ? "null" : value.toString();
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches()
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
