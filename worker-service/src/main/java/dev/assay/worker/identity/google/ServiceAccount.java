package dev.assay.worker.identity.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.SecretSource;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A service account with its key: a signed assertion is exchanged for a token (RFC 7523, section
 * 2.1).
 */
final class ServiceAccount implements SecretSource {
  static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String WHO = "Google's token service";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String TOKENS = "https://oauth2.googleapis.com/token";
  private static final long LASTS_SECONDS = 3_600;

  private final JsonNode key;
  private final IdentityClient client;
  private final Supplier<Instant> clock;

  /** With the key as Google gives it out: JSON of the type {@code service_account}. */
  ServiceAccount(JsonNode key, IdentityClient client, Supplier<Instant> clock) {
    this.key = key;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Uni<Lease> fetch() {
    String tokens = key.path("token_uri").asText(TOKENS);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("assertion", assertion(tokens, clock.get().getEpochSecond()));
    return client.form(WHO, tokens, form).map(answer -> answer.token(WHO, clock.get()));
  }

  private String assertion(String audience, long now) {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("typ", "JWT");
    if (key.path("private_key_id").isTextual()) {
      head.set("kid", key.get("private_key_id"));
    }
    ObjectNode claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("iss", key.path("client_email").asText())
            .put("scope", SCOPE)
            .put("aud", audience)
            .put("iat", now)
            .put("exp", now + LASTS_SECONDS);
    String signed = base64(bytes(head.toString())) + "." + base64(bytes(claims.toString()));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey());
      signature.update(bytes(signed));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw IdentityException.refused("the private_key of the service account cannot be read");
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    String pem = key.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
