package dev.assay.worker.kind.parts;

import dev.assay.common.part.ProviderRef;

/**
 * What servers that speak chat completions call otherwise, or refuse. Known by the host of the
 * address: these vendors answer 422 to a field that they do not know.
 *
 * @param streamOptions whether it takes {@code stream_options}; those that do not tell the usage of
 *     a stream unasked
 * @param seed what it calls the seed
 */
public record ChatServer(boolean streamOptions, String seed) {
  private static final String SEED = "seed";

  /** The one at the address of a provider. */
  public static ChatServer of(ProviderRef provider) {
    return switch (Endpoint.host(provider.baseUrl())) {
      case "api.mistral.ai" -> new ChatServer(false, "random_seed");
      case "api.cohere.ai", "api.cohere.com" -> new ChatServer(false, SEED);
      default -> new ChatServer(true, SEED);
    };
  }
}
