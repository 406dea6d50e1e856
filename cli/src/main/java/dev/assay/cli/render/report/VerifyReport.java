package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.verify.Findings;
import dev.assay.cli.verify.Verification;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What a verification found, for a person or a program. */
public final class VerifyReport {
  private static final int SHOWN = 20;
  private static final int TEXT = 300;

  private VerifyReport() {}

  /** Lines for a person. */
  public static List<String> text(Verification.Result result) {
    Findings findings = result.findings();
    JsonNode run = result.manifest().path("run");
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  (run %s, verdict %s)"
            .formatted(
                findings.verified() ? "VERIFIED" : "DIFFERS",
                Plain.line(run.path("name").asText(""), 80),
                Plain.line(run.path("id").asText(""), 40),
                Plain.line(run.path("verdict").asText("none yet"), 20)));
    lines.add("capsule sha256 " + result.digest());
    long scores = findings.rescored().values().stream().mapToLong(Long::longValue).sum();
    lines.add(
        "%d files hashed, %s units read, %s scores made again"
            .formatted(findings.files(), Amounts.count(findings.units()), Amounts.count(scores)));
    findings
        .rescored()
        .forEach(
            (key, count) -> lines.add("  " + Plain.line(key, 40) + ": " + Amounts.count(count)));
    findings
        .notRescored()
        .forEach(
            (key, why) ->
                lines.add(
                    "  " + Plain.line(key, 40) + ": not made again, " + Plain.line(why, 100)));
    if (!findings.verified()) {
      lines.add("");
      lines.add("DIFFERENCES (" + Amounts.count(findings.total()) + ")");
      findings.differences().stream()
          .limit(SHOWN)
          .forEach(
              d -> {
                String item = d.item() == null ? "" : "item " + Plain.line(d.item(), 60) + ", ";
                lines.add("  " + d.kind() + ": " + item + Plain.line(d.subject(), 60));
                lines.add("    expected " + Plain.line(d.expected(), TEXT));
                lines.add("    got      " + Plain.line(d.got(), TEXT));
              });
      if (findings.total() > SHOWN) {
        lines.add("  … and " + Amounts.count(findings.total() - SHOWN) + " more (--format json)");
      }
    }
    return lines;
  }

  /** The same for a program; at most 1,000 differences are listed, all are counted. */
  public static ObjectNode json(Verification.Result result) {
    Findings findings = result.findings();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("verified", findings.verified());
    json.set("run", result.manifest().path("run"));
    json.put("capsule_sha256", result.digest());
    json.put("files", findings.files()).put("units", findings.units());
    json.set("rescored", Json.mapper().valueToTree(findings.rescored()));
    json.set("not_rescored", Json.mapper().valueToTree(findings.notRescored()));
    json.put("difference_count", findings.total());
    json.set("differences", Json.mapper().valueToTree(findings.differences()));
    return json;
  }
}
