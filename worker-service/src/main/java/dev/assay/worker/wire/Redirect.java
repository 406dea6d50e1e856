package dev.assay.worker.wire;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a redirect leads, for a sentence. */
final class Redirect {
  private Redirect() {}

  /** {@code " to the host x"}, or nothing when there is no host; never path, query or user info. */
  static String where(String location) {
    if (location == null) {
      return "";
    }
    try {
      String host = new URI(location).getHost();
      return host == null ? "" : " to the host " + host;
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
