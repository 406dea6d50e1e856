package dev.assay.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a run is, from what the server last said. What it has not said is null.
 *
 * @param status on the wire
 * @param total units
 * @param settled units in which nothing more happens
 * @param failed units below a threshold
 * @param errored units without a valid measurement
 * @param mean score so far
 * @param rate units a second
 * @param eta seconds left
 * @param cost so far, null when it is not (or no longer) known
 * @param knownCost the part of the cost that is known
 * @param waitsFor the run that must end before this one begins, null for none
 */
public record Progress(
    String status,
    long total,
    long settled,
    long failed,
    long errored,
    Double mean,
    Double rate,
    Double eta,
    Double cost,
    Double knownCost,
    String waitsFor) {

  private static final String QUEUED = "queued";

  /** Before anything is known. */
  public static final Progress NONE =
      new Progress(QUEUED, 0, 0, 0, 0, null, null, null, null, null, null);

  /**
   * What is known after an event or a look at the run.
   *
   * @param data body of an event, or a run
   */
  public Progress with(JsonNode data) {
    JsonNode counts = data.path("counts");
    RunView run = new RunView(data);
    boolean counted = counts.isObject();
    return new Progress(
        data.hasNonNull("status")
            ? data.get("status").asText()
            : data.hasNonNull("to") ? data.get("to").asText() : status,
        counted ? run.count("total") : total,
        counted ? run.settled() : settled,
        counted ? run.count("failed") : failed,
        counted ? run.count("errored") : errored,
        number(data.path("mean_score"), data.path("summary").path("mean_score"), mean),
        number(data.path("rate_per_s"), data.path("rate_per_s"), rate),
        data.has("eta_seconds") && data.get("eta_seconds").isNull()
            ? null
            : number(data.path("eta_seconds"), data.path("eta_seconds"), eta),
        // A null is news: an answer came whose price nobody knows.
        data.has("cost") && data.get("cost").isNull()
            ? null
            : number(data.path("cost"), data.path("summary").path("cost"), cost),
        number(data.path("known_cost"), data.path("known_cost"), knownCost),
        data.has("waits_for") ? data.get("waits_for").asText(null) : waitsFor);
  }

  /** Share of one that is settled. */
  public double share() {
    return total == 0 ? 0 : Math.min(1.0, (double) settled / total);
  }

  /** {@code 120/1,000 · 41.2/s · 3 failed · 1 error · mean 0.830 · cost 0.02 · 21 s left}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    if (waitsFor != null && status.equals(QUEUED)) {
      parts.add("waits for run " + Plain.line(waitsFor, 40));
    }
    parts.add(Amounts.count(settled) + "/" + Amounts.count(total));
    if (rate != null) {
      parts.add(String.format(java.util.Locale.ROOT, "%.1f/s", rate));
    }
    if (failed > 0) {
      parts.add(Amounts.count(failed) + " failed");
    }
    if (errored > 0) {
      parts.add(Amounts.count(errored) + (errored == 1 ? " error" : " errors"));
    }
    if (mean != null) {
      parts.add("mean " + Amounts.score(mean));
    }
    if (cost != null ? cost > 0 || settled > 0 : knownCost != null && settled > 0) {
      parts.add(Amounts.cost(cost, knownCost));
    }
    if (eta != null && settled < total) {
      parts.add(Amounts.duration(eta) + " left");
    }
    return String.join(" · ", parts);
  }

  private static Double number(JsonNode first, JsonNode second, Double otherwise) {
    if (first.isNumber()) {
      return first.asDouble();
    }
    return second.isNumber() ? Double.valueOf(second.asDouble()) : otherwise;
  }
}
