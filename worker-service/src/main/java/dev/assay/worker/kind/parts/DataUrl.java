package dev.assay.worker.kind.parts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * An image that travels inside its URL (RFC 2397).
 *
 * @param mediaType such as {@code image/png}, without parameters
 * @param base64 its bytes
 */
public record DataUrl(String mediaType, String base64) {
  /** Null when it is not a data URL, or not a whole one. */
  public static DataUrl parse(String url) {
    if (!url.regionMatches(true, 0, "data:", 0, 5)) {
      return null;
    }
    int comma = url.indexOf(',');
    if (comma < 0) {
      return null;
    }
    String[] head = url.substring(5, comma).toLowerCase(Locale.ROOT).split(";", -1);
    String data = url.substring(comma + 1);
    String type = head[0].isBlank() ? "text/plain" : head[0].strip();
    if (head[head.length - 1].strip().equals("base64")) {
      return new DataUrl(type, data);
    }
    // A plus sign is itself here, unlike in a query.
    byte[] bytes =
        URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
    return new DataUrl(type, Base64.getEncoder().encodeToString(bytes));
  }
}
