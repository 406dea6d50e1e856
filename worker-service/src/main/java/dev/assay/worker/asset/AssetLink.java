package dev.assay.worker.asset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image by reference as it stands in a message: {@code asset:<sha256>?<query>}. The query is
 * run-service's permission to fetch it, good for a while.
 *
 * @param sha256 of the bytes, 64 hexadecimal digits in lower case
 * @param query to be sent back as it is; empty for none
 */
record AssetLink(String sha256, String query) {
  private static final Pattern FORM =
      Pattern.compile("asset:([0-9a-f]{64})(?:\\?([\\x21-\\x7e]*))?");

  /** Empty when the URL of a part is something else. */
  static Optional<AssetLink> of(String url) {
    if (!url.startsWith("asset:")) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(url);
    return matcher.matches()
        ? Optional.of(
            new AssetLink(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)))
        : Optional.empty();
  }
}
