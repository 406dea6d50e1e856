package dev.assay.worker.kind.parts;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.UnusableProviderException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** An address below a provider's base URL, put together step by step. */
public final class Endpoint {
  private static final Pattern VERSION = Pattern.compile("(^|.*/)v\\d+[a-z0-9]*(/.*|$)");

  private final String origin;
  private final String path;
  private final String query;

  private Endpoint(String origin, String path, String query) {
    this.origin = origin;
    this.path = path;
    this.query = query;
  }

  /**
   * The base URL of a provider, without slashes at its end.
   *
   * @param defaultBase for a provider without a base URL; null when it needs one
   * @throws UnusableProviderException when it is not an http or https address
   */
  public static Endpoint of(ProviderRef provider, String defaultBase) {
    String base = provider.baseUrl() == null ? defaultBase : provider.baseUrl();
    if (base == null) {
      throw bad(provider);
    }
    try {
      URI uri = new URI(base);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      // Which hosts may be called is decided in front of the socket.
      if (!(scheme.equals("http") || scheme.equals("https")) || uri.getRawAuthority() == null) {
        throw bad(provider);
      }
      String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
      return new Endpoint(scheme + "://" + uri.getRawAuthority(), path, uri.getRawQuery());
    } catch (URISyntaxException e) {
      throw bad(provider);
    }
  }

  /** The host of an address in lower case; empty without one, which whoever calls it says. */
  public static String host(String baseUrl) {
    try {
      String host = baseUrl == null ? null : new URI(baseUrl).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** With {@code /version}, unless the path has a version already. */
  public Endpoint versioned(String version) {
    return VERSION.matcher(path).matches() ? this : plus("/" + version);
  }

  /** With more path; what comes from a user goes through {@link #segment} first. */
  public Endpoint plus(String more) {
    return new Endpoint(origin, path + more, query);
  }

  /** With a query parameter, unless the base URL sets it. */
  public Endpoint query(String name, String value) {
    if (query != null && ("&" + query).contains("&" + name + "=")) {
      return this;
    }
    String pair = name + "=" + encode(value);
    return new Endpoint(origin, path, query == null ? pair : query + "&" + pair);
  }

  /** The address. */
  public URI uri() {
    return URI.create(origin + path + (query == null ? "" : "?" + query));
  }

  /**
   * A name as one segment of a path.
   *
   * @throws UnusableProviderException when it would lead elsewhere
   */
  public static String segment(ProviderRef provider, String name) {
    if (name == null || name.isBlank() || name.equals(".") || name.equals("..")) {
      throw Params.cannot(provider, "needs the name of a model to call; set the target's model");
    }
    return encode(name);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static UnusableProviderException bad(ProviderRef provider) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_UNREACHABLE,
        "Provider " + provider.name() + " has no usable base URL: http or https with a host.");
  }
}
