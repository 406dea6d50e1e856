package dev.assay.run.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.util.List;
import java.util.UUID;

/**
 * A launch in which everything is found and checked.
 *
 * @param request as merged from evaluation and launch
 * @param selfTestJson the gate against null answers, null when not known yet or without a gate
 * @param warnings what the person who launches should know
 * @param group runs that were launched together, null for none
 */
public record ResolvedRun(
    UUID workspaceId,
    String name,
    LaunchRequest request,
    RunSpec spec,
    UUID datasetVersionId,
    String evaluationName,
    Integer evaluationVersion,
    int concurrency,
    int repeats,
    String selfTestJson,
    List<Warning> warnings,
    UUID group) {

  /** Something to know that does not stop the run. */
  public record Warning(String code, String message) {}

  /** With the self-test and all warnings. */
  public ResolvedRun with(String selfTest, List<Warning> allWarnings) {
    return new ResolvedRun(
        workspaceId,
        name,
        request,
        spec,
        datasetVersionId,
        evaluationName,
        evaluationVersion,
        concurrency,
        repeats,
        selfTest,
        allWarnings,
        group);
  }

  /** As one of several that are launched together. */
  public ResolvedRun in(UUID ofGroup) {
    return new ResolvedRun(
        workspaceId,
        name,
        request,
        spec,
        datasetVersionId,
        evaluationName,
        evaluationVersion,
        concurrency,
        repeats,
        selfTestJson,
        warnings,
        ofGroup);
  }

  /** A launch of another target over the same items: what was found for this one is fixed. */
  public LaunchRequest over(LaunchRequest other) {
    ObjectNode dataset = Json.mapper().valueToTree(spec.dataset());
    return other.withDataset(dataset);
  }

  /** As of a version of an evaluation, which the request itself does not name. */
  public ResolvedRun ofEvaluation(String evaluation, Integer version) {
    return new ResolvedRun(
        workspaceId,
        name,
        request,
        spec,
        datasetVersionId,
        evaluation,
        version,
        concurrency,
        repeats,
        selfTestJson,
        warnings,
        group);
  }

  String specJson() {
    return json(spec);
  }

  String metadataJson() {
    return request.metadata() == null ? "{}" : json(request.metadata());
  }

  String warningsJson() {
    return json(warnings);
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition of ours is always JSON", e);
    }
  }
}
