package dev.assay.worker.wire;

import java.net.URI;
import java.net.URISyntaxException;

/** Redirects, which are never followed, in words. */
public final class Redirect {
  private Redirect() {}

  /**
   * What to say of one.
   *
   * @param location of the answer, may be null
   * @param setting where its reader gives the address
   */
  public static String sentence(int status, String location, String setting) {
    return "it answered "
        + status
        + ", a redirect"
        + where(location)
        + ", which is not followed; give the final address as "
        + setting;
  }

  /** {@code " to the host x"}, or nothing when there is no host; never path, query or user info. */
  private static String where(String location) {
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
