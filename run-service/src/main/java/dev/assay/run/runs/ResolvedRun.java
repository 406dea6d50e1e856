package dev.assay.run.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.platform.db.JsonColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A launch in which everything is found and checked.
 *
 * @param request as merged from evaluation and launch
 * @param datasetVersionId whose items it is over, null when they are not stored
 * @param evaluation that it was made from
 * @param findings what was noticed on the way
 * @param group runs that were launched together, null for none
 * @param unstored the items of a run that is only looked at, null for those of the version
 */
public record ResolvedRun(
    UUID workspaceId,
    String name,
    LaunchRequest request,
    RunSpec spec,
    UUID datasetVersionId,
    Evaluation evaluation,
    int concurrency,
    int repeats,
    Findings findings,
    UUID group,
    List<ScoringItem> unstored) {

  /**
   * A version of a stored evaluation.
   *
   * @param name null for none
   * @param version null for none
   */
  public record Evaluation(String name, Integer version) {
    /** When a launch names no evaluation. */
    public static final Evaluation NONE = new Evaluation(null, null);
  }

  /**
   * What does not stop the run.
   *
   * @param selfTestJson the gate against null answers, null when not known yet or without a gate
   * @param warnings what the person who launches should know
   */
  public record Findings(String selfTestJson, List<Warning> warnings) {}

  /** Something to know that does not stop the run. */
  @Schema(name = "Warning")
  public record Warning(String code, String message) {}

  /** The gate against null answers, null when not known yet or without a gate. */
  public String selfTestJson() {
    return findings.selfTestJson();
  }

  /** What the person who launches should know. */
  public List<Warning> warnings() {
    return findings.warnings();
  }

  /** With the self-test and all warnings. */
  public ResolvedRun with(String selfTest, List<Warning> allWarnings) {
    return with(evaluation, new Findings(selfTest, allWarnings), group);
  }

  /** With more to know. */
  public ResolvedRun warned(List<Warning> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Warning> all = new ArrayList<>(warnings());
    all.addAll(more);
    return with(selfTestJson(), List.copyOf(all));
  }

  /** As one of several that are launched together. */
  public ResolvedRun in(UUID ofGroup) {
    return with(evaluation, findings, ofGroup);
  }

  /** As of a version of an evaluation, which the request itself does not name. */
  public ResolvedRun of(Evaluation other) {
    return with(other, findings, group);
  }

  private ResolvedRun with(Evaluation from, Findings found, UUID ofGroup) {
    return new ResolvedRun(
        workspaceId,
        name,
        request,
        spec,
        datasetVersionId,
        from,
        concurrency,
        repeats,
        found,
        ofGroup,
        unstored);
  }

  /** A launch of another target over the same items: what was found for this one is fixed. */
  public LaunchRequest over(LaunchRequest other) {
    if (unstored != null) {
      return other;
    }
    ObjectNode dataset = Json.mapper().valueToTree(spec.dataset());
    return other.withDataset(dataset);
  }

  String specJson() {
    return JsonColumns.text(spec);
  }

  String metadataJson() {
    return request.metadata() == null ? "{}" : JsonColumns.text(request.metadata());
  }

  String warningsJson() {
    return JsonColumns.text(warnings());
  }
}
