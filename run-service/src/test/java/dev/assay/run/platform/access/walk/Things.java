package dev.assay.run.platform.access.walk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A workspace and one of each kind that it has.
 *
 * @param mark stands in every name and text of it, and nowhere else
 * @param admin who may do everything there
 */
record Things(String mark, Web admin, Map<Kind, String> of) {
  /** What nobody has. */
  static Things nowhere() {
    Map<Kind, String> of = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      of.put(kind, kind.nowhere());
    }
    return new Things(Kind.mark(), Web.nobody(), of);
  }

  /** What it calls its thing of a kind. */
  String called(Kind kind) {
    String name = of.get(kind);
    if (name == null) {
      throw new AssertionError("Filling makes nothing of the kind " + kind + ": let it.");
    }
    return name;
  }

  /** What of it stands in a text, but for what the asker has said himself. */
  List<String> in(String text, String... said) {
    String rest = text;
    for (String own : said) {
      rest = own.isEmpty() ? rest : rest.replace(own, "");
    }
    String told = rest;
    return Stream.concat(Stream.of(mark), of.values().stream())
        .filter(secret -> secret.length() > 8 && told.contains(secret))
        .distinct()
        .toList();
  }
}
