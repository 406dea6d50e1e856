package dev.assay.cli.command.library.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Providers as text. */
final class ProviderView {
  private static final String NONE = "-";
  private static final int WIDE = 60;

  private ProviderView() {}

  static Table table(List<JsonNode> providers) {
    Table table = new Table(List.of("NAME", "KIND", "URL", "CREDENTIAL", "MODELS", "LIMITS"));
    for (JsonNode provider : providers) {
      Table unused =
          table.row(
              List.of(
                  Plain.line(provider.path("name").asText(), WIDE),
                  Plain.line(provider.path("kind").asText(), 20),
                  Plain.line(text(provider.path("base_url")), WIDE),
                  credential(provider),
                  Integer.toString(provider.path("models").size()),
                  limits(provider)));
    }
    return table;
  }

  static List<String> lines(JsonNode provider) {
    List<String> lines = new ArrayList<>();
    line(lines, "name", provider.path("name").asText());
    line(lines, "kind", provider.path("kind").asText());
    line(lines, "url", text(provider.path("base_url")));
    line(lines, "credential", credential(provider));
    line(lines, "limits", limits(provider));
    provider
        .path("models")
        .properties()
        .forEach(model -> line(lines, "model", model.getKey() + ": " + prices(model.getValue())));
    provider
        .path("headers")
        .properties()
        .forEach(h -> line(lines, "header", h.getKey() + ": " + h.getValue().asText()));
    provider
        .path("options")
        .properties()
        .forEach(o -> line(lines, "option", o.getKey() + ": " + o.getValue()));
    line(lines, "updated", text(provider.path("updated_at")));
    return lines;
  }

  static List<String> trial(JsonNode result) {
    List<String> lines = new ArrayList<>();
    lines.add(Plain.line(result.path("message").asText(), 500));
    line(lines, "outcome", text(result.path("outcome")));
    line(lines, "status", text(result.path("http_status")));
    line(lines, "model", text(result.path("model")));
    if (result.hasNonNull("latency_ms")) {
      line(lines, "latency", result.get("latency_ms").asText() + " ms");
    }
    return lines;
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-11s %s", name, Plain.line(value, 300)));
  }

  private static String prices(JsonNode model) {
    if (!model.hasNonNull("price_in") && !model.hasNonNull("price_out")) {
      return "price not known";
    }
    String cached =
        model.hasNonNull("price_cached") ? ", cached " + model.get("price_cached").asText() : "";
    return "in %s, out %s%s per million tokens"
        .formatted(text(model.path("price_in")), text(model.path("price_out")), cached);
  }

  private static String credential(JsonNode provider) {
    JsonNode credential = provider.path("credential");
    if (!credential.isObject()) {
      return NONE;
    }
    return credential.hasNonNull("env")
        ? Plain.line("env " + credential.get("env").asText(), 40)
        : Plain.line(credential.path("kind").asText(), 20);
  }

  private static String limits(JsonNode provider) {
    List<String> limits = new ArrayList<>();
    for (String name : List.of("rpm", "tpm", "max_concurrency")) {
      if (provider.path("limits").hasNonNull(name)) {
        limits.add(name + " " + provider.path("limits").get(name).asText());
      }
    }
    return limits.isEmpty() ? NONE : String.join(", ", limits);
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : NONE;
  }
}
