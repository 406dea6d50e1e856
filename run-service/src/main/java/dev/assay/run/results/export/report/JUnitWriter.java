package dev.assay.run.results.export.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as JUnit XML: one suite, a case per criterion of the gate and a case per unit.
 *
 * <p>A criterion that does not hold is a failure; one that cannot be told is an error of type
 * {@code inconclusive}; with the verdict {@code none} the gate says nothing, and its criteria are
 * skipped. What only warns never fails.
 */
public final class JUnitWriter implements UnitWriter {
  private static final int TEXT = 2_000;

  private final JsonNode run;
  private final Map<String, JsonNode> thresholds = new HashMap<>();

  /**
   * @param run as the API shows it
   */
  public JUnitWriter(JsonNode run) {
    this.run = run;
    run.path("scorers").forEach(s -> thresholds.put(s.path("key").asText(), s.path("threshold")));
  }

  @Override
  public byte[] head() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    List<CriterionCase> criteria = new ArrayList<>();
    run.path("criteria").forEach(c -> criteria.add(new CriterionCase(c, verdict())));
    JsonNode counts = run.path("counts");
    int whole = wholeRunFailed() ? 1 : 0;
    long failures = criteria.stream().filter(CriterionCase::fails).count() + count("failed");
    long errors =
        criteria.stream().filter(CriterionCase::inconclusive).count() + count("errored") + whole;
    long skipped = criteria.stream().filter(CriterionCase::saysNothing).count();
    for (String status : List.of("skipped", "cancelled", "pending", "in_flight", "answered")) {
      skipped += count(status);
    }
    String suite =
        " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
            .formatted(
                criteria.size() + counts.path("total").asLong() + whole,
                failures,
                errors,
                skipped,
                seconds(run));
    xml.append("<testsuites").append(suite).append(">\n<testsuite");
    attribute(xml, "name", title());
    if (run.hasNonNull("started_at")) {
      attribute(xml, "timestamp", run.get("started_at").asText());
    }
    xml.append(suite).append(">\n");
    properties(xml);
    if (whole == 1) {
      open(xml, "run", "run " + run.path("id").asText(), null);
      String why = Texts.of(run.path("error").path("message"), TEXT);
      String status = run.path("status").asText();
      detail(xml, "error", status, why.isEmpty() ? "The run is " + status + "." : why, "");
    }
    criteria.forEach(c -> c.write(xml));
    return bytes(xml);
  }

  @Override
  public byte[] units(List<JsonNode> units) {
    StringBuilder xml = new StringBuilder();
    units.forEach(unit -> unit(xml, unit));
    return bytes(xml);
  }

  @Override
  public byte[] tail() {
    return "</testsuite>\n</testsuites>\n".getBytes(StandardCharsets.UTF_8);
  }

  /** Runs of several targets have one name; their alias or model tells them apart. */
  private String title() {
    String name = run.path("name").asText("run");
    if (!run.hasNonNull("group")) {
      return name;
    }
    JsonNode own = run.hasNonNull("alias") ? run.get("alias") : run.path("target").path("model");
    return name + " / " + own.asText(run.path("id").asText());
  }

  private void properties(StringBuilder xml) {
    xml.append("<properties>\n");
    property(xml, "run", run.path("id"));
    property(xml, "status", run.path("status"));
    property(xml, "verdict", run.path("verdict"));
    property(xml, "evaluation", run.path("evaluation"));
    property(xml, "evaluation_version", run.path("evaluation_version"));
    JsonNode dataset = run.path("dataset");
    if (dataset.hasNonNull("name")) {
      xml.append("<property name=\"dataset\"");
      String version = dataset.hasNonNull("version") ? "@" + dataset.get("version").asText() : "";
      attribute(xml, "value", dataset.get("name").asText() + version);
      xml.append("/>\n");
    }
    property(xml, "provider", run.path("target").path("provider"));
    property(xml, "model", run.path("target").path("model"));
    xml.append("</properties>\n");
  }

  private static void property(StringBuilder xml, String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      xml.append("<property name=\"").append(name).append('"');
      attribute(xml, "value", value.asText());
      xml.append("/>\n");
    }
  }

  private void unit(StringBuilder xml, JsonNode unit) {
    String section = unit.path("section").asText("");
    JsonNode latency = unit.path("latency_ms");
    open(
        xml,
        section.isEmpty() ? "items" : "items." + section,
        Texts.unit(unit),
        latency.isNumber() ? decimal(latency.asDouble() / 1000) : null);
    switch (unit.path("status").asText()) {
      case "passed" -> xml.append("/>\n");
      case "failed" -> detail(xml, "failure", "score", missed(unit), texts(unit));
      case "error" -> {
        JsonNode error = unit.path("error");
        String code = error.path("code").asText("error");
        detail(xml, "error", code, Texts.of(error.path("message"), TEXT), texts(unit));
      }
      case "skipped" -> skip(xml, Texts.of(unit.path("reason"), TEXT));
      default -> skip(xml, "The item is " + unit.path("status").asText() + ".");
    }
  }

  /** Every scorer whose threshold was missed: {@code exact_match 0 < 1: It differs.} */
  private String missed(JsonNode unit) {
    List<String> parts = new ArrayList<>();
    unit.path("scores")
        .properties()
        .forEach(
            e -> {
              JsonNode score = e.getValue();
              if (score.path("passed").isBoolean() && !score.get("passed").asBoolean()) {
                String reason = Texts.of(score.path("reason"), TEXT);
                parts.add(
                    e.getKey()
                        + " "
                        + Texts.number(score.path("score"))
                        + " < "
                        + Texts.number(thresholds.get(e.getKey()))
                        + (reason.isEmpty() ? "" : ": " + reason));
              }
            });
    return String.join("; ", parts);
  }

  private static String texts(JsonNode unit) {
    return "input: "
        + Texts.of(unit.path("input"), TEXT)
        + "\nexpected: "
        + Texts.of(unit.path("expected"), TEXT)
        + "\noutput: "
        + Texts.of(unit.path("output"), TEXT);
  }

  private boolean wholeRunFailed() {
    return List.of("failed", "cancelled").contains(run.path("status").asText());
  }

  private String verdict() {
    return run.path("verdict").asText("");
  }

  private long count(String name) {
    return run.path("counts").path(name).asLong();
  }

  /** Time at work: what lies between an end and a retry or rescore is none. */
  private static String seconds(JsonNode run) {
    if (run.path("summary").hasNonNull("duration_ms")) {
      return decimal(run.path("summary").path("duration_ms").asLong() / 1000.0);
    }
    if (!run.hasNonNull("started_at") || !run.hasNonNull("finished_at")) {
      return decimal(0);
    }
    Instant start = Instant.parse(run.get("started_at").asText());
    Instant end = Instant.parse(run.get("finished_at").asText());
    return decimal(Duration.between(start, end).toMillis() / 1000.0);
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** Begins a case; the start tag is still open behind its attributes. */
  static void open(StringBuilder xml, String group, String name, String time) {
    xml.append("<testcase");
    attribute(xml, "classname", group);
    attribute(xml, "name", name);
    if (time != null) {
      attribute(xml, "time", time);
    }
  }

  /** Ends a case with what went wrong. */
  static void detail(StringBuilder xml, String element, String type, String message, String text) {
    xml.append("><").append(element);
    attribute(xml, "type", type);
    attribute(xml, "message", message);
    xml.append('>').append(Xml.escape(text));
    xml.append("</").append(element).append("></testcase>\n");
  }

  /** Ends a case that was not measured. */
  static void skip(StringBuilder xml, String message) {
    xml.append("><skipped");
    attribute(xml, "message", message);
    xml.append("/></testcase>\n");
  }

  private static void attribute(StringBuilder xml, String name, String value) {
    xml.append(' ').append(name).append("=\"").append(Xml.escape(value)).append('"');
  }

  private static byte[] bytes(StringBuilder xml) {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }
}
