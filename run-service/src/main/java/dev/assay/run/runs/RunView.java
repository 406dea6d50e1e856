package dev.assay.run.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.Pace;
import dev.assay.run.runs.state.Purpose;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run as the API shows it: one flat object, whose fields stand in the order of these parts. What
 * is null is not known (yet). The order is spelled out for the OpenAPI document, which would else
 * shuffle the fields of the parts.
 */
@Schema(name = "Run")
@JsonPropertyOrder({
  "id",
  "name",
  "group",
  "alias",
  "label",
  "tags",
  "metadata",
  "trigger",
  "pinned",
  "purpose",
  "waitsFor",
  "inferenceRun",
  "parentRunId",
  "status",
  "verdict",
  "passStatus",
  "generation",
  "evaluation",
  "evaluationVersion",
  "dataset",
  "earlyStop",
  "stopped",
  "target",
  "scorers",
  "judge",
  "judges",
  "canaries",
  "gate",
  "starMetric",
  "policy",
  "budget",
  "failFast",
  "cache",
  "baseline",
  "order",
  "seed",
  "concurrency",
  "repeats",
  "counts",
  "progress",
  "summary",
  "criteria",
  "starMetricResult",
  "selfTest",
  "unmeasured",
  "warnings",
  "error",
  "meanScore",
  "cost",
  "knownCost",
  "ratePerS",
  "etaSeconds",
  "retry",
  "lastSeq",
  "queuedAt",
  "startedAt",
  "finishedAt"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunView(
    UUID id,
    @JsonUnwrapped Called called,
    @JsonUnwrapped Tied tied,
    @JsonUnwrapped Standing standing,
    @JsonUnwrapped Asked asked,
    @JsonUnwrapped ScoredBy scoredBy,
    @JsonUnwrapped Terms terms,
    @JsonUnwrapped Counted counted,
    @JsonUnwrapped Found found,
    @JsonUnwrapped Figures figures,
    @JsonUnwrapped At at) {

  /** The view of a run at this moment. */
  public static RunView of(Run run) {
    return new RunView(
        run.id(),
        Called.of(run.names()),
        Tied.of(run.ties()),
        Standing.of(run),
        Asked.of(run),
        ScoredBy.of(run),
        Terms.of(run.definition()),
        Counted.of(run.progress()),
        Found.of(run),
        Figures.of(run, run.pace(Instant.now())),
        new At(run.times().queued(), run.times().started(), run.times().finished()));
  }

  /** What people call it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Called(
      String name,
      @Nullable UUID group,
      @Nullable String alias,
      @Nullable String label,
      List<String> tags,
      @Schema(ref = "JsonObject") JsonNode metadata,
      @Nullable String trigger,
      boolean pinned) {
    private static Called of(Run.Names names) {
      return new Called(
          names.name(),
          names.group(),
          names.alias(),
          names.label(),
          names.tags(),
          names.metadata(),
          names.trigger(),
          names.pinned());
    }
  }

  /**
   * How it belongs to other runs.
   *
   * @param purpose what the service launched it for; null for one that somebody launched
   * @param waitsFor the run that must end before this one goes on; null for none
   * @param inferenceRun the run that made corrections for this one; null for none
   * @param parentRunId the run whose inputs this one asks again of another version of a skill; null
   *     for none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Tied(
      @Nullable Purpose purpose,
      @Nullable UUID waitsFor,
      @Nullable UUID inferenceRun,
      @Nullable UUID parentRunId) {
    private static Tied of(Run.Ties ties) {
      return new Tied(ties.purpose(), ties.waitsFor(), ties.inferenceRun(), ties.parent());
    }
  }

  /** Where it stands. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Standing(
      RunStatus status,
      @Nullable @Schema(implementation = Verdict.class) String verdict,
      @Nullable Boolean passStatus,
      int generation) {
    private static Standing of(Run run) {
      return new Standing(
          run.status(),
          run.outcome().verdict(),
          run.outcome().passStatus(),
          run.progress().generation());
    }
  }

  /** What is asked, of whom, and whether all of it was. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Asked(
      @Nullable String evaluation,
      @Nullable Integer evaluationVersion,
      @Schema(ref = "RunDataset") JsonNode dataset,
      @Nullable @Schema(ref = "EarlyStop") JsonNode earlyStop,
      @Nullable @Schema(ref = "Stop") JsonNode stopped,
      @Schema(ref = "Target") JsonNode target) {
    private static Asked of(Run run) {
      Run.Origin origin = run.origin();
      return new Asked(
          origin.evaluation().name(),
          origin.evaluation().version(),
          dataset(origin, run.definition().part("dataset")),
          run.definition().part("early_stop"),
          run.outcome().stopped(),
          run.definition().target());
    }

    private static JsonNode dataset(Run.Origin origin, JsonNode slice) {
      ObjectNode shown = node();
      shown.put("name", origin.dataset()).put("version", origin.datasetVersion());
      for (String part : List.of("limit", "sections")) {
        shown.set(part, slice == null ? null : slice.get(part));
      }
      return shown;
    }
  }

  /** What the answers are scored and decided by. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ScoredBy(
      @Schema(ref = "RunScorer[]") JsonNode scorers,
      @Nullable @Schema(ref = "Judge") JsonNode judge,
      @Nullable @Schema(ref = "Judge{}") JsonNode judges,
      @Nullable @Schema(ref = "CanaryResult{}{}") JsonNode canaries,
      @Nullable @Schema(ref = "GateChoice") JsonNode gate,
      @Nullable @Schema(ref = "StarMetric") JsonNode starMetric) {
    private static ScoredBy of(Run run) {
      RunDefinition definition = run.definition();
      return new ScoredBy(
          definition.scorers(),
          definition.part("judge"),
          definition.part("judges"),
          run.doubts().canaries(),
          definition.part("gate"),
          definition.part("star_metric"));
    }
  }

  /** How it is carried out. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Terms(
      @Schema(implementation = CallPolicy.class) JsonNode policy,
      @Nullable @Schema(ref = "Budget") JsonNode budget,
      @Nullable @Schema(ref = "FailFast") JsonNode failFast,
      CacheMode cache,
      @Nullable UUID baseline,
      @Schema(implementation = UnitOrder.class) String order,
      long seed,
      int concurrency,
      int repeats) {
    private static Terms of(RunDefinition definition) {
      return new Terms(
          definition.part("policy"),
          definition.part("budget"),
          definition.part("fail_fast"),
          definition.cache(),
          definition.baseline(),
          definition.order(),
          definition.seed(),
          definition.concurrency(),
          definition.repeats());
    }
  }

  /** How far it is: in our words, and in DigitalOcean's. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Counted(
      @Schema(ref = "RunCounts") JsonNode counts, @Schema(ref = "RunProgress") JsonNode progress) {
    private static Counted of(Run.Progress run) {
      Counts counts = run.counts();
      return new Counted(
          counts.toJson(run.total()),
          node()
              .put("total_rows", run.total())
              .put("candidate_rows_evaluated", run.total() - counts.pending() - counts.dispatched())
              .put("judge_rows_evaluated", counts.passed() + counts.failed() + counts.errored()));
    }
  }

  /** What it came to. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Found(
      @Nullable @Schema(ref = "Summary") JsonNode summary,
      @Nullable @Schema(ref = "CriterionResult[]") JsonNode criteria,
      @Nullable @Schema(ref = "StarMetricResult") JsonNode starMetricResult,
      @Nullable @Schema(ref = "SelfTest") JsonNode selfTest,
      @Nullable @Schema(ref = "Unmeasured") JsonNode unmeasured,
      @Schema(ref = "Warning[]") JsonNode warnings,
      @Nullable @Schema(ref = "RunError") JsonNode error) {
    private static Found of(Run run) {
      Run.Outcome outcome = run.outcome();
      return new Found(
          outcome.summary(),
          outcome.criteria(),
          outcome.starMetric(),
          run.doubts().selfTest(),
          part(outcome.summary(), "unmeasured_by"),
          warnings(run.doubts().warnings(), part(outcome.summary(), "warnings")),
          outcome.error());
    }

    /** Those of the launch, then those that the numbers gave reason to. */
    private static JsonNode warnings(JsonNode ofLaunch, JsonNode ofSummary) {
      if (ofSummary == null) {
        return ofLaunch;
      }
      ArrayNode all = Json.mapper().createArrayNode();
      if (ofLaunch != null) {
        ofLaunch.forEach(all::add);
      }
      ofSummary.forEach(all::add);
      return all;
    }

    private static JsonNode part(JsonNode summary, String name) {
      return summary == null || !summary.hasNonNull(name) ? null : summary.get(name);
    }
  }

  /** What it measured and took. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Figures(
      @Nullable Double meanScore,
      @Nullable Double cost,
      Double knownCost,
      @Nullable Double ratePerS,
      @Nullable Long etaSeconds,
      @Schema(ref = "RunRetries") JsonNode retry,
      long lastSeq) {
    private static Figures of(Run run, Pace pace) {
      Run.Progress progress = run.progress();
      return new Figures(
          run.sums().meanScore(),
          run.sums().cost(),
          run.sums().knownCost(),
          pace.ratePerSecond(),
          run.status().isTerminal() ? null : pace.etaSeconds(),
          node().put("count", progress.retries()).put("resumed_count", progress.resumes()),
          progress.lastSeq());
    }
  }

  /** When it was launched, began and ended. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record At(Instant queuedAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {}

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
