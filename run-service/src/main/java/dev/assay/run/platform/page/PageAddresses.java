package dev.assay.run.platform.page;

import java.util.List;

/** Which addresses belong to the page, and which of them are files. */
final class PageAddresses {
  /** Below these the server answers for itself. */
  private static final List<String> OTHERS = List.of("v1", "openapi", "docs", "q");

  /** Files of the page; every other address of it is a view. */
  private static final List<String> FILES = List.of("assets", "favicon.svg", "theme.js");

  private PageAddresses() {}

  /** Whether the page is asked for, a file of it or a view. */
  static boolean isPage(String path) {
    return !OTHERS.contains(first(path));
  }

  /**
   * Whether a browser asks for a view, which is the page itself at another address.
   *
   * @param accept the header, null when there was none; a program that does not ask for HTML is
   *     told that there is nothing
   */
  static boolean isView(String path, String accept) {
    return isPage(path)
        && !path.equals("/")
        && !FILES.contains(first(path))
        && accept != null
        && accept.contains("text/html");
  }

  /** Whether the name of a file changes with its content, so that it may be kept for ever. */
  static boolean isLasting(String path) {
    return first(path).equals("assets");
  }

  private static String first(String path) {
    int end = path.indexOf('/', 1);
    return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
  }
}
