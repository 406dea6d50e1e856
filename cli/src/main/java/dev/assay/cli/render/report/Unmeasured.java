package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.RunView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what a run could not measure, or not measure whole, so that nobody reads past it. */
final class Unmeasured {
  private static final Map<String, String> WORDS = words();

  private Unmeasured() {}

  /** One line per reason that occurred and that no warning of the run tells; titled, or empty. */
  static List<String> lines(RunView run) {
    JsonNode counts = counts(run);
    Set<String> warned = new HashSet<>();
    run.json().path("warnings").forEach(w -> warned.add(w.path("code").asText("")));
    List<String> lines = new ArrayList<>();
    WORDS.forEach(
        (name, words) -> {
          long count = counts.path(name).asLong(0);
          String code = name.equals("errors") ? "UNMEASURED" : name.toUpperCase(Locale.ROOT);
          if (count > 0 && !warned.contains(code)) {
            lines.add("  " + Amounts.count(count) + " " + words);
          }
        });
    if (!lines.isEmpty()) {
      lines.add(0, "NOT MEASURED, OR NOT AS A WHOLE");
    }
    return lines;
  }

  /** Of the run; an older server does not count them. */
  private static JsonNode counts(RunView run) {
    return run.json().path("unmeasured");
  }

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("truncated", "cut off at their token limit: raise max_tokens");
    words.put("filtered", "stopped by the provider's content filter");
    words.put("refused", "refused by the model");
    words.put("unparsable", "unparsable: the answer, or what the judge said of it");
    words.put(
        "without_expectation", "without an expected value for a scorer that compares with one");
    words.put("errors", "ended in error, without a measurement");
    return words;
  }
}
