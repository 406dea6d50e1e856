package dev.assay.run.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a launch, and of an evaluation's definition. A null means: not given.
 *
 * @param name of the run, for people
 * @param evaluation name, name@version, or its content inline; fields beside it override it
 * @param target what is evaluated
 * @param targets instead of a target, up to ten of them, each with an alias: one run each
 * @param dataset name, {name, version, limit, sections}, {items} inline, or {traffic} whose inputs
 *     are asked again
 * @param scorers ids, or objects with id, key, threshold and the scorer's parameters
 * @param judge {provider, model, params, concurrency}: whom scorers ask that name no judge of their
 *     own
 * @param gate list of criteria, or an object with criteria, require_confidence, allow_vacuous,
 *     require_passport
 * @param starMetric {scorer, threshold}: the one number the run is summed up by
 * @param repeats independent answers to each item
 * @param concurrency calls at a time
 * @param order stratified, random or position
 * @param seed of the order
 * @param policy {attempt_timeout_ms, max_attempts, deadline_ms, …}
 * @param budget {max_cost, max_tokens, max_duration_s}
 * @param cache off (default), read, write or read_write: what to do with answers given before
 * @param failFast {error_rate, after}
 * @param earlyStop certain, {alpha}, or null: end the run when its verdict is known
 * @param description of an evaluation, for people
 * @param rehearse of a preview only: try some items against the simulated provider
 * @param baseline id of an earlier run over the same items, for criteria on the difference
 */
@Schema(
    name = "Launch",
    examples = {
      """
      {"evaluation": "capitals", "label": "nightly", "tags": ["branch:main"]}
      """,
      """
      {"name": "capitals, small model",
       "target": {"provider": "simulated", "model": "sim",
                  "prompt": {"system": "Answer in one word.", "user": "{{input}}"}},
       "dataset": {"name": "capitals", "limit": 100},
       "scorers": ["exact_match", {"id": "levenshtein", "threshold": 0.8}],
       "gate": [{"type": "pass_rate", "min": 0.9}],
       "star_metric": {"scorer": "levenshtein", "threshold": 0.8},
       "concurrency": 16, "budget": {"max_tokens": 2000000}, "cache": "read_write"}
      """
    })
public record LaunchRequest(
    String name,
    @Schema(ref = "EvaluationChoice") JsonNode evaluation,
    @Schema(ref = "TargetChoice") RunSpec.Target target,
    @Schema(ref = "TargetUse[]") List<JsonNode> targets,
    @Schema(ref = "DatasetChoice") JsonNode dataset,
    @Schema(ref = "ScorerUse[]") List<JsonNode> scorers,
    @Schema(ref = "JudgeChoice") RunSpec.Judge judge,
    @Schema(ref = "GateChoice") JsonNode gate,
    @Schema(ref = "StarMetric") JsonNode starMetric,
    Integer repeats,
    Integer concurrency,
    UnitOrder order,
    Long seed,
    PolicyRequest policy,
    RunSpec.Budget budget,
    @Schema(implementation = CacheMode.class) @JsonDeserialize(converter = CacheMode.Written.class)
        String cache,
    RunSpec.FailFast failFast,
    @Schema(ref = "EarlyStop") JsonNode earlyStop,
    String alias,
    String label,
    List<String> tags,
    Map<String, JsonNode> metadata,
    String trigger,
    String description,
    Boolean rehearse,
    UUID baseline) {

  /** The call policy as a person gives it; what is absent has its default. */
  public record PolicyRequest(
      Integer maxAttempts,
      Long attemptTimeoutMs,
      Long connectTimeoutMs,
      Long firstByteTimeoutMs,
      Long idleTimeoutMs,
      Long deadlineMs) {}

  /**
   * A launch that the service writes down itself.
   *
   * @param launch with the names of the API
   */
  public static LaunchRequest of(ObjectNode launch) {
    return Json.mapper().convertValue(launch, LaunchRequest.class);
  }

  /**
   * The request when there is one of a readable form.
   *
   * @throws ProblemException that says what to send instead
   */
  public static LaunchRequest present(LaunchRequest request) {
    if (request == null) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "Send the run to launch as a JSON object.",
          List.of(new Violation("", "is missing")));
    }
    JsonNode evaluation = request.evaluation();
    if (evaluation != null && !(evaluation.isTextual() || evaluation.isObject())) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "An evaluation is its name, name@version, or its content.",
          List.of(new Violation("evaluation", "must be a text or an object")));
    }
    return request;
  }

  /** This request on top of a definition: what is given here wins. */
  public LaunchRequest over(LaunchRequest base) {
    return new LaunchRequest(
        or(name, base.name),
        evaluation,
        // One of the two takes the place of both.
        target != null || targets != null ? target : base.target,
        target != null || targets != null ? targets : base.targets,
        or(dataset, base.dataset),
        or(scorers, base.scorers),
        or(judge, base.judge),
        or(gate, base.gate),
        or(starMetric, base.starMetric),
        or(repeats, base.repeats),
        or(concurrency, base.concurrency),
        or(order, base.order),
        or(seed, base.seed),
        or(policy, base.policy),
        or(budget, base.budget),
        or(cache, base.cache),
        or(failFast, base.failFast),
        or(earlyStop, base.earlyStop),
        or(alias, base.alias),
        or(label, base.label),
        or(tags, base.tags),
        or(metadata, base.metadata),
        or(trigger, base.trigger),
        or(description, base.description),
        or(rehearse, base.rehearse),
        or(baseline, base.baseline));
  }

  /** This request with a target, and of no evaluation but its own content. */
  public LaunchRequest withTarget(RunSpec.Target given) {
    return with(null, given, null, dataset, alias);
  }

  /** This request over other items. */
  public LaunchRequest withDataset(JsonNode other) {
    return with(evaluation, target, targets, other, alias);
  }

  /** This request for one of its targets. */
  public LaunchRequest forTarget(RunSpec.Target one, String itsAlias) {
    return with(evaluation, one, null, dataset, itsAlias);
  }

  /** The one copy: everything that a launch of several targets, or of pushed answers, replaces. */
  private LaunchRequest with(
      JsonNode otherEvaluation,
      RunSpec.Target otherTarget,
      List<JsonNode> otherTargets,
      JsonNode otherDataset,
      String otherAlias) {
    return new LaunchRequest(
        name,
        otherEvaluation,
        otherTarget,
        otherTargets,
        otherDataset,
        scorers,
        judge,
        gate,
        starMetric,
        repeats,
        concurrency,
        order,
        seed,
        policy,
        budget,
        cache,
        failFast,
        earlyStop,
        otherAlias,
        label,
        tags,
        metadata,
        trigger,
        description,
        rehearse,
        baseline);
  }

  private static <T> T or(T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}
