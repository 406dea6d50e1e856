package dev.assay.worker.identity.azure;

import dev.assay.worker.identity.source.IdentityAnswer;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.SecretSource;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the process is at Azure, found where Azure's own clients look and in their order: an
 * application with a secret in the environment, workload identity federation, managed identity.
 */
public final class AzureChain implements SecretSource {
  private static final String WHO = "the managed identity of Azure";
  private static final String FEDERATED = "AZURE_FEDERATED_TOKEN_FILE";

  /** What the metadata of an instance answers while it is being moved or is not ready. */
  private static final Set<Integer> NOT_READY = Set.of(404, 410);

  private final Surroundings around;
  private final IdentityClient client;
  private final EntraPlace place;
  private final EntraApplication application;

  /**
   * A chain.
   *
   * @param client that may call whatever the process's own environment names
   */
  public AzureChain(Surroundings around, IdentityClient client, EntraPlace place) {
    this.around = around;
    this.client = client;
    this.place = place;
    this.application = new EntraApplication(around, client, place);
  }

  @Override
  public Uni<Lease> fetch() {
    Optional<String> tenant = around.variable("AZURE_TENANT_ID");
    Optional<String> id = around.variable("AZURE_CLIENT_ID");
    Optional<String> secret = around.variable("AZURE_CLIENT_SECRET");
    Optional<String> file = around.variable(FEDERATED);
    if (tenant.isPresent() && id.isPresent()) {
      if (secret.isPresent()) {
        return application.withSecret(tenant.get(), id.get(), secret.get());
      }
      if (file.isPresent()) {
        return application.federated(tenant.get(), id.get(), FEDERATED, file.get());
      }
    }
    return managed(id).map(answer -> answer.token(WHO, around.clock().get()));
  }

  /** Of an app service where the environment names its endpoint, otherwise of the instance. */
  private Uni<IdentityAnswer> managed(Optional<String> id) {
    String which =
        "resource="
            + IdentityClient.encode(place.resource())
            + id.map(known -> "&client_id=" + IdentityClient.encode(known)).orElse("");
    Optional<String> endpoint = around.variable("IDENTITY_ENDPOINT");
    Optional<String> header = around.variable("IDENTITY_HEADER");
    if (endpoint.isPresent() && header.isPresent()) {
      return client.get(
          WHO,
          endpoint.get() + "?api-version=2019-08-01&" + which,
          Map.of("x-identity-header", header.get()));
    }
    String base = around.metadata("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    return client
        .get(
            WHO,
            base + "/metadata/identity/oauth2/token?api-version=2018-02-01&" + which,
            Map.of("metadata", "true"))
        .invoke(
            answer -> {
              if (NOT_READY.contains(answer.status())) {
                throw IdentityException.away(answer.problem(WHO).getMessage());
              }
            });
  }
}
