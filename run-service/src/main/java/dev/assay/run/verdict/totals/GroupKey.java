package dev.assay.run.verdict.totals;

/**
 * Names a part of a run.
 *
 * @param kind what it is a part by
 * @param name of the section or label; null for the whole run
 */
public record GroupKey(Kind kind, String name) {
  /** The whole run. */
  public static final GroupKey ALL = new GroupKey(Kind.ALL, null);

  /** What runs are broken down by. */
  public enum Kind {
    /** Not broken down. */
    ALL,
    /** By the items' section. */
    SECTION,
    /** By the items' label. */
    LABEL
  }

  /** The units of a section. */
  public static GroupKey section(String name) {
    return new GroupKey(Kind.SECTION, name);
  }

  /** The units of a label. */
  public static GroupKey label(String name) {
    return new GroupKey(Kind.LABEL, name);
  }
}
