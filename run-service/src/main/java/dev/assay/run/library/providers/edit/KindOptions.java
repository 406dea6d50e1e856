package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.library.providers.edit.OptionRules.Rule;
import dev.assay.run.platform.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of each kind, so that a slip shows before a run does: workers pass over what they do
 * not know. What {@link EndpointOptions} checks itself is not here.
 */
final class KindOptions {
  private static final Map<String, Rule> INLINE =
      Map.of("inline_reasoning", OptionRules.oneOf("keep"));
  private static final Map<String, Rule> OPENAI =
      with(
          INLINE,
          Map.of(
              "api", OptionRules.oneOf("chat", "responses"),
              "stream_usage", OptionRules.FLAG,
              "max_tokens_field", OptionRules.TEXT));
  private static final Rule AUTH = OptionRules.oneOf("api_key", "bearer");
  private static final Map<ProviderKind, Map<String, Rule>> KNOWN =
      Map.of(
          ProviderKind.OPENAI,
          OPENAI,
          ProviderKind.AZURE_OPENAI,
          with(
              OPENAI,
              Map.of(
                  "deployment", OptionRules.TEXT, "api_version", OptionRules.TEXT, "auth", AUTH)),
          ProviderKind.ANTHROPIC,
          with(
              INLINE,
              Map.of(
                  "max_tokens",
                  OptionRules.whole(1),
                  "structured_output",
                  OptionRules.oneOf("native", "tool"),
                  "version",
                  OptionRules.TEXT,
                  "beta",
                  OptionRules.TEXT,
                  "vertex",
                  OptionRules.object(
                      "vertex", Map.of("project", OptionRules.TEXT, "region", OptionRules.TEXT)))),
          ProviderKind.GEMINI,
          with(INLINE, Map.of("auth", AUTH)),
          ProviderKind.OLLAMA,
          INLINE,
          ProviderKind.BEDROCK,
          with(INLINE, Map.of("region", OptionRules.TEXT)),
          ProviderKind.REPLAY,
          Map.of("run", OptionRules.TEXT, "pace", OptionRules.FLAG),
          ProviderKind.SIMULATED,
          with(INLINE, SimulatedOptions.KNOWN));

  private KindOptions() {}

  /** Adds what is wrong with options that are given; all that is not an object passes. */
  static void check(ProviderKind kind, JsonNode options, List<Violation> found) {
    if (KNOWN.containsKey(kind)) {
      OptionRules.check("the kind " + kind.wire(), "options.", options, KNOWN.get(kind), found);
    }
  }

  private static Map<String, Rule> with(Map<String, Rule> some, Map<String, Rule> more) {
    Map<String, Rule> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
