package dev.assay.worker.identity.aws;

import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.SecretSource;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The keys of the process at AWS, found where AWS's own clients look and in their order:
 * environment, web identity, shared profile, container, instance. The secret is {@code
 * ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]}.
 */
public final class AwsChain implements SecretSource {
  private final Surroundings around;
  private final WebIdentity web;
  private final SharedProfile profile;
  private final ContainerKeys container;
  private final InstanceKeys instance;

  /**
   * A chain.
   *
   * @param client that may call whatever the process's own environment names
   */
  public AwsChain(Surroundings around, IdentityClient client) {
    this.around = around;
    this.web = new WebIdentity(around, client);
    this.profile = new SharedProfile(around);
    this.container = new ContainerKeys(around, client);
    this.instance = new InstanceKeys(around, client);
  }

  @Override
  public Uni<Lease> fetch() {
    Optional<String> id = around.variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = around.variable("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() && secret.isPresent()) {
      String token = around.variable("AWS_SESSION_TOKEN").orElse(null);
      return Uni.createFrom().item(new Lease(keys(id.get(), secret.get(), token), null));
    }
    if (web.configured()) {
      return web.fetch();
    }
    return profile
        .fetch()
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get())
                    : container.configured() ? container.fetch() : instance.fetch());
  }

  /** The parts as one secret. */
  static String keys(String id, String secret, String token) {
    if (id.isBlank() || secret.isBlank()) {
      throw IdentityException.away("AWS gave an answer without keys");
    }
    return id + ":" + secret + (token == null || token.isBlank() ? "" : ":" + token);
  }
}
