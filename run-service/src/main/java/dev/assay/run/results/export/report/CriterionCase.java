package dev.assay.run.results.export.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One criterion of a gate as a test case.
 *
 * @param json with what was observed, as the API shows it
 * @param verdict of the run, empty when there is none yet
 */
record CriterionCase(JsonNode json, String verdict) {
  /** True when the gate as a whole says nothing: an answer that knows nothing would pass it. */
  boolean saysNothing() {
    return verdict.equals("none");
  }

  boolean fails() {
    return outcome().equals("fail") && !warnsOnly() && !saysNothing();
  }

  boolean inconclusive() {
    return outcome().equals("inconclusive") && !warnsOnly() && !saysNothing();
  }

  void write(StringBuilder xml) {
    JUnitWriter.open(xml, "gate", Texts.criterion(json), null);
    if (saysNothing()) {
      JUnitWriter.skip(
          xml,
          "The verdict is none: an answer that knows nothing would pass this gate. " + observed());
    } else if (fails()) {
      JUnitWriter.detail(xml, "failure", "criterion", observed(), message());
    } else if (inconclusive()) {
      JUnitWriter.detail(xml, "error", "inconclusive", observed(), message());
    } else {
      String warning = outcome().equals("pass") ? "" : "Warns only: ";
      xml.append("><system-out>")
          .append(Xml.escape(warning + observed() + " " + message()))
          .append("</system-out></testcase>\n");
    }
  }

  private boolean warnsOnly() {
    return json.path("severity").asText().equals("warn");
  }

  private String outcome() {
    return json.path("outcome").asText();
  }

  private String message() {
    return Texts.of(json.path("message"), 1_000);
  }

  /** Observed value, limit, interval and bounds. */
  private String observed() {
    StringBuilder text = new StringBuilder("observed ").append(Texts.number(json.path("observed")));
    if (json.hasNonNull("min")) {
      text.append(", at least ").append(json.get("min").asText());
    }
    if (json.hasNonNull("max")) {
      text.append(", at most ").append(json.get("max").asText());
    }
    if (json.hasNonNull("interval")) {
      text.append(", interval ").append(Texts.interval(json.get("interval")));
    }
    if (json.path("inferred_share").asDouble() > 0) {
      text.append(", inferred share of corrections ")
          .append(Texts.number(json.get("inferred_share")));
    }
    if (json.path("bounds").path("unmeasured").asLong() > 0) {
      text.append(", ")
          .append(json.path("bounds").get("unmeasured").asLong())
          .append(" unmeasured, bounds ")
          .append(Texts.interval(json.get("bounds")));
    }
    return text.append('.').toString();
  }
}
