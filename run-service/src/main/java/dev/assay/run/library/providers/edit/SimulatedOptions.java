package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.providers.edit.OptionRules.Rule;
import dev.assay.run.platform.problem.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of the kind {@code simulated}, as docs/simulator.md has them. */
final class SimulatedOptions {
  private static final double ANY = Double.POSITIVE_INFINITY;
  private static final Rule COUNT = OptionRules.whole(0);
  private static final Rule LIMIT = OptionRules.whole(1);
  private static final Rule RATE = OptionRules.number(1);
  private static final Rule MS = OptionRules.number(ANY);

  private static final Rule DRAWN =
      numberOr(
          OptionRules.object(
              "a latency",
              Map.of(
                  "kind", OptionRules.oneOf("fixed", "lognormal", "uniform"),
                  "mean_ms", MS,
                  "sigma", MS,
                  "min_ms", MS,
                  "max_ms", MS)));
  private static final Rule PACED =
      OptionRules.object("a latency by tokens", Map.of("ttft", DRAWN, "per_token", DRAWN));

  private static final Map<String, Rule> FAULTS = new HashMap<>();

  static {
    for (String fault :
        List.of(
            "429",
            "rate_limited",
            "429_bare",
            "rate_limited_bare",
            "500",
            "server_error",
            "503",
            "unavailable",
            "529",
            "overloaded",
            "overload_in_stream",
            "truncated_json",
            "cut_stream",
            "cut",
            "stall",
            "reset",
            "wrong_usage",
            "401",
            "unauthorized",
            "quota",
            "400",
            "invalid",
            "content_filter")) {
      FAULTS.put(fault, RATE);
    }
  }

  /** By name. */
  static final Map<String, Rule> KNOWN =
      Map.of(
          "seed",
          OptionRules.whole(Long.MIN_VALUE),
          "error_rate",
          RATE,
          "latency",
          SimulatedOptions::latency,
          "tokens",
          OptionRules.object(
              "tokens",
              Map.of("input", COUNT, "cached", COUNT, "output", COUNT, "reasoning", COUNT)),
          "faults",
          SimulatedOptions::faults,
          "retry_after_ms",
          COUNT,
          "stall_after_bytes",
          COUNT,
          "pieces",
          LIMIT,
          "dimensions",
          LIMIT,
          "limits",
          OptionRules.object(
              "limits", Map.of("rpm", LIMIT, "tpm", LIMIT, "max_concurrency", LIMIT)));

  private SimulatedOptions() {}

  private static Rule numberOr(Rule object) {
    return (field, value, found) -> {
      if (value.isNumber()) {
        MS.check(field, value, found);
      } else if (value.isObject()) {
        object.check(field, value, found);
      } else {
        found.add(
            new Violation(
                field,
                "must be milliseconds, or an object such as {kind: lognormal, mean_ms: 400}"));
      }
    };
  }

  private static void latency(String field, JsonNode value, List<Violation> found) {
    boolean paced = value.has("ttft") || value.has("per_token");
    (paced ? PACED : DRAWN).check(field, value, found);
  }

  private static void faults(String field, JsonNode value, List<Violation> found) {
    if (!value.isObject()) {
      found.add(new Violation(field, "must be an object of faults and their shares, 0 to 1"));
      return;
    }
    int before = found.size();
    OptionRules.check("the simulated faults", field + ".", value, FAULTS, found);
    double together = 0;
    for (JsonNode share : value) {
      together += share.asDouble();
    }
    // A hair more is what adding up shares comes to.
    if (found.size() == before && together > 1 + 1e-9) {
      found.add(new Violation(field, "must be 1 together at most; they are " + together));
    }
  }
}
