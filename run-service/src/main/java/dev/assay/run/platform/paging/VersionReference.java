package dev.assay.run.platform.paging;

/**
 * What is kept in versions, by {@code name} or {@code name@version}.
 *
 * @param version from 1; 0 for the newest, -1 for what is no version
 */
public record VersionReference(String name, int version) {
  /** Reads it; never fails. */
  public static VersionReference of(String text) {
    int at = text.lastIndexOf('@');
    return at < 0
        ? new VersionReference(text, 0)
        : new VersionReference(text.substring(0, at), version(text.substring(at + 1)));
  }

  private static int version(String text) {
    return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : -1;
  }
}
