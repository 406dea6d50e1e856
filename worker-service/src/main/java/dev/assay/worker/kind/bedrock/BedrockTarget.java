package dev.assay.worker.kind.bedrock;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.RecordHeaders;
import dev.assay.worker.kind.UnusableProviderException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a question goes.
 *
 * @param uri of the operation on the model
 * @param region that the signature names
 */
record BedrockTarget(URI uri, String region) {
  private static final Pattern HOST =
      Pattern.compile(
          "(?:.*\\.)?bedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\.(?:vpce\\.)?"
              + "(?:amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)");

  /**
   * The address of Converse or ConverseStream.
   *
   * @throws UnusableProviderException when neither the options nor the URL name a region, or the
   *     URL is none
   */
  static BedrockTarget of(ProviderRef provider, String model, boolean stream) {
    String named = provider.options() == null ? null : text(provider, "region");
    if (provider.baseUrl() == null && named == null) {
      throw noRegion(provider);
    }
    String base =
        provider.baseUrl() == null
            ? "https://bedrock-runtime." + named + ".amazonaws.com"
            : provider.baseUrl().replaceAll("/+$", "");
    try {
      URI uri =
          new URI(
              base + "/model/" + SigV4.encode(model) + (stream ? "/converse-stream" : "/converse"));
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
        throw bad(provider);
      }
      return new BedrockTarget(uri, named != null ? named : region(uri.getHost(), provider));
    } catch (URISyntaxException e) {
      throw bad(provider);
    }
  }

  /** Headers to be signed: ours, and the provider record's own. Names in lower case. */
  static Map<String, String> headers(ProviderRef provider, boolean stream) {
    Map<String, String> headers = RecordHeaders.of(provider);
    headers.put("content-type", "application/json");
    headers.putIfAbsent(
        "accept", stream ? "application/vnd.amazon.eventstream" : "application/json");
    return headers;
  }

  private static String region(String host, ProviderRef provider) {
    Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw noRegion(provider);
    }
    return matcher.group(1);
  }

  private static String text(ProviderRef provider, String option) {
    String value = provider.options().path(option).asText("");
    return value.isBlank() ? null : value;
  }

  private static UnusableProviderException noRegion(ProviderRef provider) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_REFUSED_REQUEST,
        "Provider "
            + provider.name()
            + " has no region: set options.region, such as us-east-1, or a base URL that names"
            + " it.");
  }

  private static UnusableProviderException bad(ProviderRef provider) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_UNREACHABLE,
        "Provider " + provider.name() + " has no usable base URL: http or https, no user info.");
  }
}
