package dev.assay.run.platform.paging;

/** What people may call datasets, providers and workspaces: names stand in paths. */
public final class Names {
  /** A letter or digit, then letters, digits, dots, dashes and underscores; 100 at most. */
  public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  /** Says so. */
  public static final String MESSAGE =
      "must begin with a letter or digit and have at most 100 letters (a-z), digits, '.', '_' or"
          + " '-'";

  private Names() {}
}
