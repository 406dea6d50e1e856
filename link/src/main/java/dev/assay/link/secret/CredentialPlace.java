package dev.assay.link.secret;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the credential of a provider goes: its base URL, or the vendor's where a kind has one of
 * its own.
 */
public final class CredentialPlace {
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
      case "anthropic" -> "https://api.anthropic.com";
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
}
