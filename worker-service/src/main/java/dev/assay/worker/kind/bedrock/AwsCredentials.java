package dev.assay.worker.kind.bedrock;

import dev.assay.common.error.ErrorCode;
import dev.assay.worker.kind.UnusableProviderException;

/**
 * What a request is signed with.
 *
 * @param accessKeyId names the key
 * @param secretKey never leaves the worker
 * @param sessionToken of temporary credentials, null for none
 */
record AwsCredentials(String accessKeyId, String secretKey, String sessionToken) {

  /**
   * Reads {@code ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]}. None of the three can hold a colon.
   *
   * @param secret of the provider, null for none
   * @throws UnusableProviderException when it has another form
   */
  static AwsCredentials parse(String secret, String provider) {
    String[] parts = secret == null ? new String[0] : secret.strip().split(":", -1);
    if (parts.length < 2 || parts.length > 3 || hasBlank(parts)) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_AUTH,
          "Provider "
              + provider
              + " needs a credential of the form ACCESS_KEY_ID:SECRET or"
              + " ACCESS_KEY_ID:SECRET:SESSION_TOKEN.");
    }
    return new AwsCredentials(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  /** The parts of a secret that no text of ours may show; the whole of it is hidden elsewhere. */
  static String[] parts(String secret) {
    return secret == null ? new String[0] : secret.strip().split(":");
  }

  private static boolean hasBlank(String[] parts) {
    for (String part : parts) {
      if (part.isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the secret out of logs and error texts. */
  @Override
  public String toString() {
    return "AwsCredentials[redacted]";
  }
}
