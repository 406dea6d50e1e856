package dev.assay.link.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Where the credential of a provider goes: its base URL, or the vendor's where a kind has one of
 * its own.
 */
public final class CredentialPlace {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

  private CredentialPlace() {}

  /**
   * The address.
   *
   * @param kind of the provider
   * @param baseUrl null for none
   * @param options of the kind, null for none
   * @return null when nothing leaves the process
   */
  public static String of(String kind, String baseUrl, JsonNode options) {
    if (baseUrl != null) {
      return baseUrl;
    }
    return switch (kind == null ? "" : kind) {
      case "openai" -> "https://api.openai.com/v1";
      case "anthropic" ->
          options != null && options.path("vertex").isObject()
              ? vertex(options.path("vertex").path("region").asText())
              : "https://api.anthropic.com";
      case "gemini" -> "https://generativelanguage.googleapis.com";
      case "ollama" -> "http://127.0.0.1:11434";
      case "bedrock" ->
          "https://bedrock-runtime."
              + (options == null ? "" : options.path("region").asText())
              + ".amazonaws.com";
      case "simulated", "replay" -> null;
      // A kind that is not known here is given nothing.
      default -> "";
    };
  }

  /**
   * The address of Vertex AI of Google Cloud in a region.
   *
   * @param region such as {@code europe-west4}, one of several countries ({@code eu}), or {@code
   *     global}
   * @return empty when it is no region
   */
  public static String vertex(String region) {
    if (region == null || !REGION.matcher(region).matches()) {
      return "";
    }
    return switch (region) {
      case "global" -> "https://aiplatform.googleapis.com";
      case "eu", "us" -> "https://aiplatform." + region + ".rep.googleapis.com";
      default -> "https://" + region + "-aiplatform.googleapis.com";
    };
  }
}
