package dev.assay.system.deploy.chart;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A place of a manifest that the chart's values fill or add to.
 *
 * @param path which places, keys and numbers with {@code /} between
 * @param kind what is done there
 * @param lines of a template; {@code %0}, {@code %2}, {@code %4} are its indent and so much more
 * @param values where the default stands in values.yaml, which is what the manifest has; null when
 *     there is none
 */
record Hole(Pattern path, Kind kind, List<String> lines, String values) {
  /** What is done. */
  enum Kind {
    /** A scalar is written as the one line says. */
    SCALAR,
    /** What is below the key are these lines. */
    BELOW,
    /** These lines come after what is there. */
    AFTER,
    /** The key and what is below it stand only under the condition that the one line is. */
    ONLY_IF
  }

  /** A scalar that is a value. */
  static Hole scalar(String path, String values) {
    return new Hole(
        Pattern.compile(path), Kind.SCALAR, List.of("{{ .Values." + values + " }}"), values);
  }

  /** A scalar that is a value and has to be text. */
  static Hole quoted(String path, String values) {
    return new Hole(
        Pattern.compile(path),
        Kind.SCALAR,
        List.of("{{ .Values." + values + " | quote }}"),
        values);
  }

  /** A scalar that is put together. */
  static Hole put(String path, String expression) {
    return new Hole(Pattern.compile(path), Kind.SCALAR, List.of(expression), null);
  }

  /** A map or a list that is a value. */
  static Hole below(String path, String values) {
    return new Hole(
        Pattern.compile(path),
        Kind.BELOW,
        List.of("{{- toYaml .Values." + values + " | nindent %0 }}"),
        values);
  }

  /** Further entries of a map or a list. */
  static Hole more(String path, String values) {
    return after(
        path, "{{- with .Values." + values + " }}", "{{- toYaml . | nindent %0 }}", "{{- end }}");
  }

  /** A further key of a map, when it has a value. */
  static Hole key(String path, String key, String values) {
    return after(
        path,
        "{{- with .Values." + values + " }}",
        key + ":",
        "  {{- toYaml . | nindent %2 }}",
        "{{- end }}");
  }

  /** Further lines of a map or a list. */
  static Hole after(String path, String... lines) {
    return new Hole(Pattern.compile(path), Kind.AFTER, List.of(lines), null);
  }

  /** A key that stands only under a condition. */
  static Hole onlyIf(String path, String condition) {
    return new Hole(Pattern.compile(path), Kind.ONLY_IF, List.of(condition), null);
  }
}
