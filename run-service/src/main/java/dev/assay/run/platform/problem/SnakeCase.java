package dev.assay.run.platform.problem;

import java.util.Locale;

/** Names of Java as the API spells them. */
final class SnakeCase {
  private SnakeCase() {}

  /** {@code maxAttempts} becomes {@code max_attempts}; dots and brackets stay. */
  static String of(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
