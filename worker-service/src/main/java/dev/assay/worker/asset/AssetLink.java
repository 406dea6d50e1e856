package dev.assay.worker.asset;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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
public record AssetLink(String sha256, String query) {
  private static final Pattern FORM =
      Pattern.compile("asset:([0-9a-f]{64})(?:\\?([\\x21-\\x7e]*))?");

  /** The parts of the query by name, decoded, in their order. */
  Map<String, String> permission() {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      parts.put(
          equals < 0 ? part : part.substring(0, equals),
          equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parts;
  }

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
