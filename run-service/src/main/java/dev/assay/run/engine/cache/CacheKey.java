package dev.assay.run.engine.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.Operation;
import dev.assay.common.part.ProviderRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names an answer by everything that decides it: SHA-256 over provider kind, base URL, account
 * (workspace, name, and which credential), headers and options of the provider, model, operation,
 * conversation, parameters, and which of the independent answers it is.
 *
 * <p>Not part of it: prices, limits, timeouts, and whether the answer is streamed. A credential
 * that is entered or sealed anew is another account, also when the secret is the same: the secret
 * itself is not known here.
 */
public final class CacheKey {
  // A change of what is hashed, or how, must not find answers of before.
  private static final int FORM = 1;

  private CacheKey() {}

  /**
   * The key of a call.
   *
   * @param repeat which independent answer to the same request this is
   * @return 64 hexadecimal digits
   */
  public static String of(ProviderRef provider, ModelRequest request, int repeat) {
    ObjectNode parts = Json.mapper().createObjectNode();
    parts.put("form", FORM);
    parts.put("kind", provider.kind());
    parts.put("base_url", provider.baseUrl());
    parts.put("account", provider.account());
    parts.set("credential", tree(provider.credential()));
    parts.set("headers", tree(provider.headers()));
    parts.set("options", provider.options());
    parts.put("model", request.model());
    parts.set(
        "operation", request.operation() == Operation.CHAT ? null : tree(request.operation()));
    parts.set("messages", tree(request.messages()));
    boolean plain = request.params() == null || request.params().isEmpty();
    parts.set("params", plain ? null : request.params());
    // What only built-in providers read decides their answers, too.
    parts.set("hint", request.hint());
    parts.put("repeat", repeat);
    return sha256(NumberBlindJson.of(parts));
  }

  private static JsonNode tree(Object value) {
    return value == null ? null : Json.mapper().valueToTree(value);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
