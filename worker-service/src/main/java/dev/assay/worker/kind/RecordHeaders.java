package dev.assay.worker.kind;

import dev.assay.common.part.ProviderRef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that a provider's record asks for. */
public final class RecordHeaders {
  /** What the transport sets itself, or what would change how the message is framed. */
  private static final Set<String> NOT_YOURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  private RecordHeaders() {}

  /** All that a record may set, names in lower case; a map of the caller's own. */
  public static Map<String, String> of(ProviderRef provider) {
    Map<String, String> headers = new HashMap<>();
    if (provider.headers() != null) {
      provider.headers().forEach((name, value) -> add(headers, name, value));
    }
    return headers;
  }

  /** Adds a header, unless it is the transport's own. */
  public static void add(Map<String, String> headers, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!NOT_YOURS.contains(lower)) {
      headers.put(lower, value);
    }
  }
}
