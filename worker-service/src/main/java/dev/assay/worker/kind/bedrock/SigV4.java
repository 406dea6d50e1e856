package dev.assay.worker.kind.bedrock;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 in the Authorization header, with the body's hash ("Create a signed AWS
 * API request", AWS Identity and Access Management user guide). Signed are host, content-type and
 * every x-amz header. The path is encoded once more than it is sent, as all services but S3 ask.
 *
 * @param credentials whose signature
 * @param region such as {@code us-east-1}
 * @param service as the signature names it, such as {@code bedrock}
 */
record SigV4(AwsCredentials credentials, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();
  private static final HexFormat PERCENT = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-_.~";

  /**
   * The headers with the date, the session token and the signature added.
   *
   * @param headers to be sent, names in lower case, without host
   */
  Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
    String time = TIME.format(now);
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("x-amz-date", time);
    if (credentials.sessionToken() != null) {
      all.put("x-amz-security-token", credentials.sessionToken());
    }
    TreeMap<String, String> signed = signed(all, uri);
    String names = String.join(";", signed.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String request = canonical(method, uri, signed, names, body);
    String toSign =
        String.join("\n", ALGORITHM, time, scope, sha256(request.getBytes(StandardCharsets.UTF_8)));
    all.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HEX.formatHex(hmac(key(time.substring(0, 8)), toSign)));
    return all;
  }

  /** The key that signs the requests of one day. */
  byte[] key(String date) {
    byte[] secret = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
    return hmac(hmac(hmac(hmac(secret, date), region), service), "aws4_request");
  }

  /** The Host header as an HTTP client sends it: without the port that the scheme implies. */
  static String host(URI uri) {
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort();
    return port <= 0 || port == (tls ? 443 : 80) ? uri.getHost() : uri.getHost() + ":" + port;
  }

  /** Percent-encodes everything but letters, digits and {@code -_.~}. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (plain || UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(PERCENT.toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static TreeMap<String, String> signed(Map<String, String> headers, URI uri) {
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", host(uri));
    headers.forEach(
        (name, value) -> {
          if (name.equals("content-type") || name.startsWith("x-amz-")) {
            signed.put(name, value.strip().replaceAll(" +", " "));
          }
        });
    return signed;
  }

  private static String canonical(
      String method, URI uri, Map<String, String> signed, String names, byte[] body) {
    String lines =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join("\n", method, path(uri), query(uri), lines, names, sha256(body));
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    if (path == null || path.isEmpty()) {
      return "/";
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      segments.add(encode(segment));
    }
    return String.join("/", segments);
  }

  private static String query(URI uri) {
    if (uri.getRawQuery() == null) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : uri.getRawQuery().split("&")) {
      pairs.add(pair.contains("=") ? pair : pair + "=");
    }
    Collections.sort(pairs);
    return String.join("&", pairs);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
