package dev.assay.run.platform.access.walk;

/**
 * A place of a body that names something.
 *
 * @param kind of what is named
 * @param form of the name, with {@code %s} for what it is called: {@code %s@1}
 */
record Ref(Kind kind, String form) {
  static Ref to(Kind kind) {
    return new Ref(kind, "%s");
  }

  static Ref to(Kind kind, String form) {
    return new Ref(kind, form);
  }
}
