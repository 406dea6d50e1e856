package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a PATCH leaves as it was, and what a change moves. */
final class ProviderMerge {
  private ProviderMerge() {}

  /** The change on top of what is stored; the credential only when it is given. */
  static ProviderInput over(Provider old, ProviderInput change) {
    ProviderSettings settings = old.settings();
    return new ProviderInput(
        old.name(),
        or(change.kind(), old.kind().wire()),
        or(change.baseUrl(), old.baseUrl()),
        change.credential(),
        or(change.models(), settings.models()),
        or(change.limits(), settings.limits()),
        or(change.timeouts(), settings.timeouts()),
        or(change.retry(), settings.retry()),
        or(change.headers(), settings.headers()),
        or(change.options(), settings.options()));
  }

  /**
   * The fields that change and may lead calls elsewhere: gateways route by header, and some kinds
   * take region, deployment or path from their options.
   */
  static List<String> moved(Provider old, ProviderInput input) {
    List<String> moved = new ArrayList<>();
    if (!old.kind().wire().equals(input.kind())) {
      moved.add("kind");
    }
    if (!Objects.equals(old.baseUrl(), input.baseUrl())) {
      moved.add("base_url");
    }
    if (!headers(old.settings().headers()).equals(headers(input.headers()))) {
      moved.add("headers");
    }
    if (!options(old.settings().options()).equals(options(input.options()))) {
      moved.add("options");
    }
    return moved;
  }

  private static Map<String, String> headers(Map<String, String> given) {
    return given == null ? Map.of() : given;
  }

  private static JsonNode options(JsonNode given) {
    return given == null || given.isNull() ? Json.mapper().createObjectNode() : given;
  }

  private static <T> T or(T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}
