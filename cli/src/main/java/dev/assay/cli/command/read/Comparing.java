package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.report.ComparisonReport;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Asks the server to compare and makes the text of it. */
final class Comparing {
  /** Items that changed sides, when nobody says how many are to be listed. */
  static final int FLIPS = 10;

  /** The server has pages of so many at most. */
  static final int MOST_FLIPS = 500;

  private final ApiClient client;
  private final int flips;

  Comparing(ApiClient client) {
    this(client, FLIPS);
  }

  /**
   * @param flips at most so many items that changed sides are listed of each pair
   */
  Comparing(ApiClient client, int flips) {
    this.client = client;
    this.flips = flips;
  }

  /** The comparison as the server answers. */
  JsonNode ask(ObjectNode request) {
    return client.post("/v1/comparisons", request);
  }

  /** Text to print, with a line feed at its end. */
  String report(JsonNode comparison, ReportFormat format) {
    return switch (format) {
      case text -> String.join("\n", ComparisonReport.text(comparison, flips(comparison))) + "\n";
      case json -> Reports.json(comparison) + "\n";
      case markdown ->
          String.join("\n", ComparisonReport.markdown(comparison, flips(comparison))) + "\n";
      case junit -> throw new UsageException("A comparison is printed as text, json or markdown.");
    };
  }

  /** Only single runs have items that flip one by one. */
  private List<ComparisonReport.Part> flips(JsonNode comparison) {
    List<ComparisonReport.Part> parts = new ArrayList<>();
    if (!comparison.path("by").asText().equals("run")) {
      return parts;
    }
    String baseline = comparison.path("baseline").asText();
    for (JsonNode against : comparison.path("comparisons")) {
      String other = against.path("other").asText();
      if (!against.path("items").isObject()) {
        // Other scorers or thresholds say on each side which item passed.
        continue;
      }
      JsonNode page =
          client.get(
              "/v1/comparisons/flips?baseline=" + baseline + "&other=" + other + "&limit=" + flips);
      parts.add(ComparisonReport.flips(comparison, against, page, all(baseline, other)));
    }
    return parts;
  }

  private static String all(String baseline, String other) {
    return "assay compare %s %s --flips %d"
        .formatted(RunView.shortId(baseline), RunView.shortId(other), MOST_FLIPS);
  }
}
