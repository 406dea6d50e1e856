package dev.assay.simulator.server;

import dev.assay.simulator.answer.AnswerBook;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who asks: the credential of a request, known to the log by a fingerprint only. */
final class Credentials {
  private static final int REMEMBERED = 1_000;
  private static final String BEARER = "bearer ";

  private final Map<String, String> fingerprints =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Empty when there is none. */
  static String of(HttpServerRequest request) {
    String authorization = request.getHeader("authorization");
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? authorization.substring(BEARER.length()).strip()
          : authorization;
    }
    for (String name : new String[] {"x-api-key", "api-key", "x-goog-api-key"}) {
      String value = request.getHeader(name);
      if (value != null) {
        return value;
      }
    }
    String inQuery = request.getParam("key");
    return inQuery == null ? "" : inQuery;
  }

  /** Twelve hexadecimal digits, or {@code none}. */
  String fingerprint(String credential) {
    return credential.isEmpty()
        ? "none"
        : fingerprints.computeIfAbsent(credential, c -> AnswerBook.sha256(c).substring(0, 12));
  }

  /** Whether it is the one that is wanted; always when none is. */
  static boolean accepted(String wanted, String given) {
    return wanted == null
        || MessageDigest.isEqual(
            wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
