package dev.assay.run.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.runs.state.Purpose;
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
 * @param purpose what the service launches it for, null for a run that somebody launches
 * @param first a run that is launched with it, and must end before it goes on; null for none
 * @param parent the run whose inputs it asks again of another version of a skill; null for none
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
    List<ScoringItem> unstored,
    Purpose purpose,
    ResolvedRun first,
    UUID parent) {

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
    return with(evaluation, new Findings(selfTest, allWarnings), group, purpose, first, parent);
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
    return with(evaluation, findings, ofGroup, purpose, first, parent);
  }

  /** As of a version of an evaluation, which the request itself does not name. */
  public ResolvedRun of(Evaluation other) {
    return with(other, findings, group, purpose, first, parent);
  }

  /** As a run that the service launches by itself. */
  public ResolvedRun launchedFor(Purpose own) {
    return with(evaluation, findings, group, own, first, parent);
  }

  /** As one that goes on when another, which is launched with it, has ended. */
  public ResolvedRun after(ResolvedRun other) {
    return with(evaluation, findings, group, purpose, other, parent);
  }

  /** As one that asks the inputs of another run again. */
  public ResolvedRun again(UUID run) {
    return with(evaluation, findings, group, purpose, first, run);
  }

  private ResolvedRun with(
      Evaluation from, Findings found, UUID ofGroup, Purpose own, ResolvedRun before, UUID ofRun) {
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
        unstored,
        own,
        before,
        ofRun);
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
