package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A provider as a worker needs to know it.
 *
 * @param workspace the workspace that owns it; part of the identity of limits and credentials
 * @param name unique within the workspace
 * @param kind wire form, such as {@code openai} or {@code simulated}
 * @param baseUrl where it is, null for built-in kinds
 * @param credential how the worker gets the secret, null for none
 * @param headers sent with every call
 * @param options kind-specific settings, such as those of the simulated provider
 * @param pricing what tokens cost, null when not known: unknown is never 0
 * @param limits of the account over all workers, null when none are set
 * @param limitedModel the model whose own limits these are, null when they are the account's: its
 *     calls are counted apart
 */
public record ProviderRef(
    String workspace,
    String name,
    String kind,
    String baseUrl,
    Credential credential,
    Map<String, String> headers,
    JsonNode options,
    Pricing pricing,
    Limits limits,
    String limitedModel) {

  /** A provider whose models have no limits of their own. */
  public ProviderRef(
      String workspace,
      String name,
      String kind,
      String baseUrl,
      Credential credential,
      Map<String, String> headers,
      JsonNode options,
      Pricing pricing,
      Limits limits) {
    this(workspace, name, kind, baseUrl, credential, headers, options, pricing, limits, null);
  }

  /** The account whose limits, pauses and breakers its calls share: the workspace and the name. */
  public String account() {
    return workspace + "/" + name;
  }

  /**
   * How a worker gets the secret: one of the three.
   *
   * @param env name of an environment variable of the worker, null when it is not from there
   * @param sealed the encrypted envelope under the master key, null when it is none
   * @param ambient true for the worker's own identity in its cloud, otherwise null
   */
  public record Credential(String env, SealedSecret sealed, Boolean ambient) {
    /** The worker's own identity in its cloud. */
    public static final Credential AMBIENT = new Credential(null, null, true);

    /** From the environment, or sealed. */
    public Credential(String env, SealedSecret sealed) {
      this(env, sealed, null);
    }
  }

  /**
   * A secret under AES-256-GCM.
   *
   * @param keyId which master key sealed it
   * @param nonce 12 bytes, base64
   * @param ciphertext with its tag, base64
   */
  public record SealedSecret(String keyId, String nonce, String ciphertext) {}

  /**
   * Prices of one model in the account's currency per million tokens.
   *
   * @param in prompt tokens
   * @param out completion tokens
   * @param cached prompt tokens read from the provider's cache, null when priced as {@code in}
   * @param cacheWrite prompt tokens written to it, null when priced as {@code in}
   * @param reasoning completion tokens spent on reasoning, null when priced as {@code out}
   */
  public record Pricing(Double in, Double out, Double cached, Double cacheWrite, Double reasoning) {
    /** Prices that are the same for what is written to a cache, and for reasoning. */
    public Pricing(Double in, Double out, Double cached) {
      this(in, out, cached, null, null);
    }
  }

  /**
   * What the account allows over all workers; a null is not limited.
   *
   * @param rpm requests started in any minute
   * @param tpm tokens, input and output together, in any minute
   * @param maxConcurrency calls running at a time
   */
  public record Limits(Integer rpm, Long tpm, Integer maxConcurrency) {}
}
