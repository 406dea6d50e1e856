package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.ProviderError;

/**
 * Finds the name and the words of an error. A refused signature is answered with the request as AWS
 * saw it, session token included: parts of the credential are cut out here.
 */
final class BedrockErrors {
  private static final int SECRET_LENGTH = 8;

  private final String[] secrets;

  /** For requests with this secret, null for none. */
  BedrockErrors(String secret) {
    this.secrets = AwsCredentials.parts(secret);
  }

  /**
   * The error of a response that is one by its status.
   *
   * @param typeHeader {@code x-amzn-errortype}, null for none: the name, a colon, an address
   * @param body null when it is not JSON
   */
  ProviderError of(String typeHeader, JsonNode body) {
    String type = typeHeader;
    String message = null;
    if (body != null) {
      type = type != null ? type : text(body, "__type");
      type = type != null ? type : text(body, "code");
      message = text(body, "message") != null ? text(body, "message") : text(body, "Message");
    }
    return new ProviderError(name(type), null, clean(message));
  }

  /** An exception that came as a message of a stream; its body may tell a status of its own. */
  ProviderError inside(String type, JsonNode body) {
    JsonNode status = body == null ? null : body.get("originalStatusCode");
    String message = body == null ? null : text(body, "message");
    return new ProviderError(
        name(type),
        status != null && status.isIntegralNumber() ? status.asText() : null,
        clean(message));
  }

  /** {@code com.amazon.coral#ThrottlingException:http://…} is a ThrottlingException. */
  private static String name(String type) {
    if (type == null || type.isBlank()) {
      return null;
    }
    String name = type.substring(type.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return (colon < 0 ? name : name.substring(0, colon)).strip();
  }

  private String clean(String message) {
    String clean = message;
    for (String secret : secrets) {
      if (clean != null && secret.length() >= SECRET_LENGTH) {
        clean = clean.replace(secret, "[redacted]");
      }
    }
    return clean;
  }

  private static String text(JsonNode node, String field) {
    return ConverseAnswer.textOrNull(node, field);
  }
}
