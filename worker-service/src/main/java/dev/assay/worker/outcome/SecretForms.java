package dev.assay.worker.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.worker.kind.AnswerDraft;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A secret in the forms in which a far end may give it back: as it is, URL-encoded, and in base64
 * at each of the three places where it can begin in a longer text.
 */
public final class SecretForms {
  /** What stands in its place. */
  static final String HIDDEN = "[redacted]";

  /** Shorter ones, such as the EMPTY of local servers, are words that answers may hold. */
  private static final int SHORTEST_IN_ANSWERS = 10;

  private static final int SHORTEST_ENCODED = 8;

  /** Shorter parts of a secret of several are names. */
  private static final int SHORTEST_PART = 16;

  private final String secret;
  private final List<String> forms = new ArrayList<>();

  private SecretForms(String secret) {
    this.secret = secret == null ? "" : secret;
    if (this.secret.isEmpty()) {
      return;
    }
    add(this.secret);
    // A key, its secret and its token travel apart, and a gateway may say one of them back.
    String[] parts = this.secret.split(":");
    for (int i = 0; parts.length > 1 && i < parts.length; i++) {
      if (parts[i].length() >= SHORTEST_PART) {
        add(parts[i]);
      }
    }
  }

  private void add(String secret) {
    forms.add(secret);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    if (!url.equals(secret)) {
      forms.add(url);
      forms.add(url.replace("+", "%20"));
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      base64(bytes, before);
    }
  }

  /** All forms of a secret; null and the empty text have none. */
  public static SecretForms of(String secret) {
    return new SecretForms(secret);
  }

  /** The characters that the secret alone decides, with so many bytes in front of it. */
  private void base64(byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    String core = text.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    if (core.length() >= SHORTEST_ENCODED) {
      forms.add(core);
      forms.add(core.replace('+', '-').replace('/', '_'));
    }
  }

  /** The text without the secret in any form; null for null. */
  public String hide(String text) {
    String clean = text;
    if (clean != null) {
      for (String form : forms) {
        clean = clean.replace(form, HIDDEN);
      }
    }
    return clean;
  }

  /** Text that is still growing: also without a beginning of the secret at its end. */
  public String hideGrowing(String text) {
    if (text == null || secret.length() < SHORTEST_IN_ANSWERS) {
      return text;
    }
    String clean = hide(text);
    for (int most = Math.min(secret.length() - 1, clean.length()); most > 0; most--) {
      if (clean.endsWith(secret.substring(0, most))) {
        return clean.substring(0, clean.length() - most);
      }
    }
    return clean;
  }

  /** An answer in which a far end gives the secret back, without it. */
  public AnswerDraft hide(AnswerDraft draft) {
    return secret.length() < SHORTEST_IN_ANSWERS
        ? draft
        : new AnswerDraft(
            hide(draft.output()),
            hide(draft.toolCalls()),
            hide(draft.finishReason()),
            hide(draft.refusal()),
            hide(draft.logprobs()),
            draft.usage(),
            hide(draft.model()),
            hide(draft.requestId()),
            hide(draft.reasoning()));
  }

  private JsonNode hide(JsonNode node) {
    if (node == null) {
      return null;
    }
    if (node.isTextual()) {
      String clean = hide(node.textValue());
      return clean.equals(node.textValue()) ? node : Json.mapper().getNodeFactory().textNode(clean);
    }
    String text = node.toString();
    String clean = hide(text);
    try {
      return clean.equals(text) ? node : Json.mapper().readTree(clean);
    } catch (JsonProcessingException e) {
      // The secret stood in the grammar itself; there is nothing to keep.
      return Json.mapper().getNodeFactory().textNode(HIDDEN);
    }
  }
}
