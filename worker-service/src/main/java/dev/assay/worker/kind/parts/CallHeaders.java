package dev.assay.worker.kind.parts;

import dev.assay.common.part.ProviderRef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a JSON request. */
public final class CallHeaders {
  /** What the transport sets itself, or what would change how the message is framed. */
  private static final Set<String> NOT_YOURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  private CallHeaders() {}

  /** Those of a kind, then the provider record's own over them; names in lower case. */
  public static Map<String, String> of(ProviderRef provider, Map<String, String> kind) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", "application/json, text/event-stream");
    headers.putAll(kind);
    if (provider.headers() != null) {
      provider
          .headers()
          .forEach(
              (name, value) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!NOT_YOURS.contains(lower)) {
                  headers.put(lower, value);
                }
              });
    }
    return headers;
  }

  /** The secret under a header of the kind; empty when there is none. */
  public static Map<String, String> secret(String header, String prefix, String secret) {
    return secret == null ? Map.of() : Map.of(header, prefix + secret);
  }
}
