package dev.assay.run.engine.books;

import java.util.Locale;

/** Names of enum constants as they stand on the wire and in the database. */
final class Names {
  private Names() {}

  static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
