package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of kinds that know a few values only, so that a slip shows before a run does. */
final class KindOptions {
  private static final Map<ProviderKind, Map<String, Set<String>>> VALUES =
      Map.of(
          ProviderKind.OPENAI,
          Map.of("api", Set.of("chat", "responses")),
          ProviderKind.AZURE_OPENAI,
          Map.of("api", Set.of("chat", "responses"), "auth", Set.of("api_key", "bearer")),
          ProviderKind.ANTHROPIC,
          Map.of("structured_output", Set.of("tool", "native")),
          ProviderKind.GEMINI,
          Map.of("auth", Set.of("api_key", "bearer")));

  private KindOptions() {}

  /** Adds what is wrong; options not named here are the worker's to judge. */
  static void check(ProviderKind kind, JsonNode options, List<Violation> found) {
    VALUES
        .getOrDefault(kind, Map.of())
        .forEach(
            (name, allowed) -> {
              JsonNode value = options.path(name);
              if (!value.isMissingNode() && !value.isNull() && !allowed.contains(value.asText())) {
                found.add(
                    new Violation(
                        "options." + name,
                        "must be one of " + String.join(", ", allowed.stream().sorted().toList())));
              }
            });
  }
}
