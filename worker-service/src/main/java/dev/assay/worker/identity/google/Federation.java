package dev.assay.worker.identity.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.worker.identity.source.IdentityAnswer;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.SecretSource;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Workload identity federation: a token that somebody else gave, in a file or at an address, is
 * exchanged for one of Google's (RFC 8693), and that for one of a service account where the
 * configuration names one.
 */
final class Federation implements SecretSource {
  private static final String WHO = "Google's security token service";
  private static final String ACCOUNT = "Google's service account credentials";

  private final JsonNode config;
  private final IdentityClient client;
  private final Surroundings around;

  /** With the configuration that Google gives out: JSON of the type {@code external_account}. */
  Federation(JsonNode config, IdentityClient client, Surroundings around) {
    this.config = config;
    this.client = client;
    this.around = around;
  }

  @Override
  public Uni<Lease> fetch() {
    Uni<Lease> federated =
        subject().chain(this::exchange).map(answer -> answer.token(WHO, around.clock().get()));
    String account = config.path("service_account_impersonation_url").asText("");
    return account.isEmpty() ? federated : federated.chain(token -> impersonate(account, token));
  }

  private Uni<String> subject() {
    JsonNode source = config.path("credential_source");
    if (source.path("file").isTextual()) {
      return around
          .text("credential_source", source.get("file").asText())
          .map(text -> pick(text, source.path("format")));
    }
    if (source.path("url").isTextual()) {
      Map<String, String> headers = new HashMap<>();
      source
          .path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      String who = "the source of the token to exchange";
      return client
          .get(who, source.get("url").asText(), headers)
          .map(
              answer -> {
                if (!answer.success()) {
                  throw answer.problem(who);
                }
                return pick(answer.body().strip(), source.path("format"));
              });
    }
    throw IdentityException.refused(
        "the federation with Google Cloud takes its token from neither a file nor a URL, which are"
            + " what this worker reads");
  }

  /** The token in a text of a format. */
  private static String pick(String text, JsonNode format) {
    String token =
        format.path("type").asText("text").equals("json")
            ? new IdentityAnswer(200, text)
                .json()
                .path(format.path("subject_token_field_name").asText())
                .asText("")
            : text;
    if (token.isEmpty()) {
      throw IdentityException.refused("the token to exchange with Google Cloud is empty");
    }
    return token;
  }

  private Uni<IdentityAnswer> exchange(String subject) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("audience", config.path("audience").asText());
    form.put("scope", ServiceAccount.SCOPE);
    form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
    form.put("subject_token_type", config.path("subject_token_type").asText());
    form.put("subject_token", subject);
    return client.form(
        WHO, config.path("token_url").asText("https://sts.googleapis.com/v1/token"), form);
  }

  private Uni<Lease> impersonate(String url, Lease federated) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("scope").add(ServiceAccount.SCOPE);
    Map<String, String> headers =
        Map.of("content-type", "application/json", "authorization", "Bearer " + federated.secret());
    return client.ask(ACCOUNT, "POST", url, headers, body.toString()).map(Federation::ofAccount);
  }

  private static Lease ofAccount(IdentityAnswer answer) {
    if (!answer.success()) {
      throw answer.problem(ACCOUNT);
    }
    JsonNode read = answer.json();
    try {
      Instant end = Instant.parse(read.path("expireTime").asText());
      if (read.path("accessToken").asText("").isEmpty()) {
        throw IdentityException.away(ACCOUNT + " gave an answer without a token");
      }
      return new Lease(read.get("accessToken").asText(), end);
    } catch (DateTimeException e) {
      throw IdentityException.away(ACCOUNT + " gave a token without its end");
    }
  }
}
