package dev.assay.worker.asset;

import dev.assay.common.error.ErrorCode;
import dev.assay.worker.kind.UnusableProviderException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An asset by reference as it stands in a message: {@code asset:<sha256>?<query>}. The query is
 * run-service's permission to fetch it, good for a while.
 *
 * @param sha256 of the bytes, 64 hexadecimal digits in lower case
 * @param query to be sent back as it is; empty for none
 */
public record AssetLink(String sha256, String query) {
  // What a query may hold as it is (RFC 3986), without what URI builders take for a template.
  private static final Pattern FORM =
      Pattern.compile(
          "asset:([0-9a-f]{64})(?:\\?((?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*))?");

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

  /**
   * Empty when the URL of a part is something else.
   *
   * @throws UnusableProviderException when it begins like an asset's and is none
   */
  static Optional<AssetLink> of(String url) {
    if (!url.startsWith("asset:")) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(url);
    if (!matcher.matches()) {
      throw new UnusableProviderException(
          ErrorCode.PROMPT_FAILED,
          "The prompt names something in the form of an asset that is none; give the SHA-256 of an"
              + " uploaded asset.");
    }
    return Optional.of(
        new AssetLink(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
  }
}
