package dev.assay.worker.identity.azure;

import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.SecretSource;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application registered at Entra ID, with a secret of its own (OAuth 2.0 client credentials,
 * RFC 6749 section 4.4) or with a token that somebody else gave it (federation).
 */
public final class EntraApplication {
  private static final String WHO = "Entra ID";
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]{1,200}");
  private static final Pattern GIVEN =
      Pattern.compile(
          "([A-Za-z0-9.-]{1,200}):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):(.+)");

  private final Surroundings around;
  private final IdentityClient client;
  private final EntraPlace place;

  /** Asks this authority for tokens of this resource. */
  public EntraApplication(Surroundings around, IdentityClient client, EntraPlace place) {
    this.around = around;
    this.client = client;
    this.place = place;
  }

  /**
   * With a secret of the form {@code TENANT:CLIENT_ID:CLIENT_SECRET}, the client id a UUID.
   *
   * @return empty when it has another form, and is a key
   */
  public Optional<SecretSource> of(String secret) {
    Matcher given = GIVEN.matcher(secret.strip());
    return given.matches()
        ? Optional.of(() -> withSecret(given.group(1), given.group(2), given.group(3)))
        : Optional.empty();
  }

  Uni<Lease> withSecret(String tenant, String clientId, String secret) {
    return token(tenant, clientId, Map.of("client_secret", secret));
  }

  /** With the token in a file, which is read anew each time. */
  Uni<Lease> federated(String tenant, String clientId, String variable, String file) {
    return around
        .text(variable, file)
        .chain(
            assertion ->
                token(
                    tenant,
                    clientId,
                    Map.of("client_assertion_type", ASSERTION, "client_assertion", assertion)));
  }

  private Uni<Lease> token(String tenant, String clientId, Map<String, String> proof) {
    if (!TENANT.matcher(tenant).matches()) {
      throw IdentityException.refused("the tenant of Entra ID is neither an id nor a domain");
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("scope", place.resource() + "/.default");
    form.putAll(proof);
    return client
        .form(WHO, place.authority() + "/" + tenant + "/oauth2/v2.0/token", form)
        .map(answer -> answer.token(WHO, around.clock().get()));
  }
}
