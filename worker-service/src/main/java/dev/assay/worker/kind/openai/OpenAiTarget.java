package dev.assay.worker.kind.openai;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ProviderRef;
import dev.assay.worker.kind.UnusableProviderException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a question goes and under which headers. */
public final class OpenAiTarget {
  /** What the transport sets itself, or what would change how the message is framed. */
  private static final Set<String> NOT_YOURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  private OpenAiTarget() {}

  /**
   * The address of chat completions.
   *
   * @throws UnusableProviderException when the base URL is not an http or https address
   */
  public static URI uri(ProviderRef provider, String defaultBase) {
    String base = provider.baseUrl() == null ? defaultBase : provider.baseUrl();
    try {
      URI uri = new URI(base);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https"))
          || uri.getHost() == null
          || uri.getUserInfo() != null) {
        throw bad(provider);
      }
      String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new URI(scheme + "://" + uri.getRawAuthority() + path + "/chat/completions" + query);
    } catch (URISyntaxException e) {
      throw bad(provider);
    }
  }

  /** Our headers, then the provider record's own over them. */
  public static Map<String, String> headers(ProviderRef provider, String secret) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", "application/json, text/event-stream");
    if (secret != null) {
      headers.put("authorization", "Bearer " + secret);
    }
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

  /** Whether to ask for usage at the end of a stream; off for servers that refuse the option. */
  static boolean streamUsage(ProviderRef provider) {
    return provider.options() == null || provider.options().path("stream_usage").asBoolean(true);
  }

  private static UnusableProviderException bad(ProviderRef provider) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_UNREACHABLE,
        "Provider " + provider.name() + " has no usable base URL: http or https, no user info.");
  }
}
