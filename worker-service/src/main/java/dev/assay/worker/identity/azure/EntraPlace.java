package dev.assay.worker.identity.azure;

import dev.assay.worker.identity.source.Surroundings;
import dev.assay.worker.kind.parts.Endpoint;

/**
 * Who gives tokens out, and for what.
 *
 * @param authority address of Entra ID, without a slash at its end
 * @param resource that tokens are for, without a slash at its end
 */
public record EntraPlace(String authority, String resource) {
  private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";

  /**
   * Of a provider's address, by the cloud that serves it; another authority where the process's
   * environment names one ({@code AZURE_AUTHORITY_HOST}).
   */
  public static EntraPlace of(String baseUrl, Surroundings around) {
    EntraPlace cloud = of(baseUrl);
    return around
        .variable(AUTHORITY)
        .map(url -> url.contains("://") ? url : "https://" + url)
        .map(url -> new EntraPlace(url.replaceAll("/+$", ""), cloud.resource))
        .orElse(cloud);
  }

  private static EntraPlace of(String baseUrl) {
    String name = Endpoint.host(baseUrl);
    if (name.endsWith(".azure.us")) {
      return new EntraPlace(
          "https://login.microsoftonline.us", "https://cognitiveservices.azure.us");
    }
    if (name.endsWith(".azure.cn")) {
      return new EntraPlace(
          "https://login.partner.microsoftonline.cn", "https://cognitiveservices.azure.cn");
    }
    return new EntraPlace(
        "https://login.microsoftonline.com", "https://cognitiveservices.azure.com");
  }
}
