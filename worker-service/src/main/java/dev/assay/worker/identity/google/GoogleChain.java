package dev.assay.worker.identity.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.SecretSource;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the process is at Google Cloud, found where Google's own clients look and in their order
 * (Application Default Credentials): the file that {@code GOOGLE_APPLICATION_CREDENTIALS} names,
 * that of the command gcloud, the metadata server.
 */
public final class GoogleChain implements SecretSource {
  private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";
  private static final String WHO = "the metadata server of Google Cloud";
  private static final String ACCOUNT = "service_account";

  private final Surroundings around;
  private final IdentityClient client;

  /**
   * A chain.
   *
   * @param client that may call whatever the process's own environment names
   */
  public GoogleChain(Surroundings around, IdentityClient client) {
    this.around = around;
    this.client = client;
  }

  /**
   * A service account whose key somebody gave: its JSON. Other forms of such JSON are not taken
   * from a user, for they would have the worker read files of its own.
   *
   * @param client that may call what users name
   * @return empty when it is no JSON, and is a key or a token
   */
  public static Optional<SecretSource> of(
      String secret, Surroundings around, IdentityClient client) {
    if (!secret.strip().startsWith("{")) {
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          JsonNode key = read(secret, "the credential");
          if (!key.path("type").asText().equals(ACCOUNT)) {
            throw IdentityException.refused(
                "the credential is JSON of the type "
                    + key.path("type").asText("unknown")
                    + "; give the key of a service account, or use the worker's own identity");
          }
          return new ServiceAccount(key, client, around.clock()).fetch();
        });
  }

  @Override
  public Uni<Lease> fetch() {
    Optional<String> named = around.variable(FILE);
    if (named.isPresent()) {
      return around.text(FILE, named.get()).chain(text -> of(read(text, "the file of " + FILE)));
    }
    Path usual = around.home(".config", "gcloud", "application_default_credentials.json");
    return around
        .files()
        .apply(usual)
        .chain(
            text -> text.isPresent() ? of(read(text.get(), "the file of gcloud")) : ofInstance());
  }

  private Uni<Lease> of(JsonNode file) {
    String type = file.path("type").asText();
    return switch (type) {
      case ACCOUNT -> new ServiceAccount(file, client, around.clock()).fetch();
      case "external_account" -> new Federation(file, client, around).fetch();
      case "authorized_user" -> ofPerson(file);
      default ->
          throw IdentityException.refused(
              "the credentials of Google Cloud are of the type "
                  + type
                  + "; there are service_account, external_account and authorized_user");
    };
  }

  private Uni<Lease> ofPerson(JsonNode file) {
    String who = "Google's token service";
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    for (String field : new String[] {"client_id", "client_secret", "refresh_token"}) {
      form.put(field, file.path(field).asText());
    }
    return client
        .form(who, file.path("token_uri").asText("https://oauth2.googleapis.com/token"), form)
        .map(answer -> answer.token(who, around.clock().get()));
  }

  private Uni<Lease> ofInstance() {
    // By its address: the name of the metadata server is never looked up here.
    String host =
        around
            .variable("GCE_METADATA_HOST")
            .filter(name -> !name.equals("metadata.google.internal"))
            .orElse("169.254.169.254");
    String path = "/computeMetadata/v1/instance/service-accounts/default/token";
    return client
        .get(WHO, "http://" + host + path, Map.of("metadata-flavor", "Google"))
        .map(answer -> answer.token(WHO, around.clock().get()));
  }

  private static JsonNode read(String text, String what) {
    try {
      JsonNode read = Json.mapper().readTree(text);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // Its message holds the text, and so the key.
      throw IdentityException.refused(what + " is no JSON of Google Cloud");
    }
    throw IdentityException.refused(what + " is no JSON of Google Cloud");
  }
}
