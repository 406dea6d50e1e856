package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.control.launch.LaunchOrigins.Origin;
import dev.assay.run.control.launch.ScorerChoice.Chosen;
import dev.assay.run.control.launch.items.DatasetChoice;
import dev.assay.run.control.launch.items.LaunchItems;
import dev.assay.run.control.launch.names.GateNames;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.CacheMode;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.UnitOrder;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.stopping.EarlyStop;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A launch of one target on its way to a run. It begins with what the launch says, read and
 * checked; the steps of {@link LaunchResolver} add what they find, one after the other. Not for
 * several threads at a time.
 */
final class Resolution {
  private final UUID workspaceId;
  private final Origin origin;
  private final Chosen scorers;
  private final CacheMode cache;
  private final DatasetChoice dataset;
  private final Gate gate;
  private final EarlyStop early;
  private final int concurrency;
  private final int repeats;
  private CallPolicy policy;
  private RunSpec.Target target;
  private Map<String, RunSpec.Judge> judges;
  private DatasetVersion version;
  private List<ScoringItem> unstored;

  /**
   * Reads a launch.
   *
   * @throws dev.assay.run.platform.problem.ProblemException with everything that is wrong and can
   *     be told without looking anything up
   */
  Resolution(UUID workspaceId, Origin origin, Chosen scorers, RunLimits limits) {
    this.workspaceId = workspaceId;
    this.origin = origin;
    this.scorers = scorers;
    LaunchRequest request = origin.request();
    Checks checks = new Checks();
    SpecRules.texts(checks, request);
    SpecRules.target(checks, request.target());
    SpecRules.budget(checks, request.budget());
    SpecRules.failFast(checks, request.failFast());
    cache = SpecRules.cache(checks, request.cache());
    // What production answers after the launch is of another run.
    target = request.target() == null ? null : request.target().until(now());
    dataset = dataset(checks, request);
    gate = scorers.gate(checks, request.gate(), request.starMetric());
    List<Violation> wrong = new ArrayList<>();
    early = EarlyStop.parse(request.earlyStop(), wrong);
    checks.addAll(ErrorCode.VALIDATION_FAILED, wrong);
    policy = SpecRules.policy(checks, request.policy());
    concurrency =
        checks.within(
            "concurrency",
            request.concurrency(),
            1,
            limits.maxConcurrency(),
            limits.defaultConcurrency());
    repeats = checks.within("repeats", request.repeats(), 1, limits.maxRepeats(), 1);
    checks.done();
  }

  /** What is stored of a target's answers says itself which items there are. */
  private static DatasetChoice dataset(Checks checks, LaunchRequest request) {
    if (request.target() == null || !request.target().stored()) {
      DatasetChoice choice = DatasetChoice.read(checks, request.dataset());
      return choice == null ? null : choice.until(now());
    }
    if (DatasetChoice.replays(request.dataset())) {
      checks.violate(
          "dataset.traffic",
          "asks inputs again, and the target is answers that are there: give one of the two.");
    }
    if (request.repeats() != null && request.repeats() != 1) {
      checks.violate("repeats", "must be 1: stored answers are there once.");
    }
    return DatasetChoice.STORED;
  }

  UUID workspaceId() {
    return workspaceId;
  }

  LaunchRequest request() {
    return origin.request();
  }

  Chosen scorers() {
    return scorers;
  }

  /** What is evaluated. */
  RunSpec.Target target() {
    return target;
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
  }

  DatasetChoice dataset() {
    return dataset;
  }

  /** What the launch says of policy and parameters, over what its provider's record says. */
  Resolution over(Provider provider) {
    policy = SpecRules.policy(new Checks(), request().policy(), provider.policy());
    RunSpec.Target given = target;
    target = given.withParams(provider.params(given.model(), given.params()));
    return this;
  }

  /** Refuses inline items that make too many units, before any of them is stored. */
  void requireUnits(RunLimits limits) {
    if (dataset.items() != null && !dataset.items().isEmpty()) {
      limits.requireUnits(dataset.size() * repeats);
    }
  }

  /** With whom the scorers ask; null for nobody. */
  Resolution judgedBy(Map<String, RunSpec.Judge> found) {
    judges = found;
    return this;
  }

  /** With the items. */
  Resolution with(LaunchItems found) {
    version = found.version();
    unstored = found.unstored();
    Checks checks = new Checks();
    GateNames.slice(checks, dataset.sections(), version.sections().keySet());
    checks.done();
    GateNames.sections(
        checks,
        request().gate(),
        gate,
        dataset.sections() == null ? version.sections().keySet() : dataset.sections());
    checks.done();
    return this;
  }

  /** The run, when every step has added its part. */
  ResolvedRun run() {
    RunSpec spec = spec();
    return new ResolvedRun(
        workspaceId,
        name(),
        request(),
        spec,
        version.id(),
        origin.evaluation(),
        concurrency,
        repeats,
        new ResolvedRun.Findings(null, LaunchWarnings.of(gate, spec, early, repeats)),
        null,
        unstored,
        null,
        null,
        null);
  }

  private RunSpec spec() {
    LaunchRequest request = request();
    return new RunSpec(
        target,
        new RunSpec.Slice(
            version.name(),
            unstored == null ? version.version() : null,
            dataset.limit(),
            dataset.sections()),
        scorers.scorers(),
        gate.criteria().isEmpty() ? null : request.gate(),
        request.starMetric(),
        policy,
        request.order() == null ? UnitOrder.STRATIFIED : request.order(),
        request.seed() == null ? 0 : request.seed(),
        request.budget(),
        request.failFast(),
        cache,
        early == null ? null : request.earlyStop(),
        request.baseline(),
        request.judge(),
        judges);
  }

  private String name() {
    if (request().name() != null) {
      return request().name();
    }
    String evaluation = origin.evaluation().name();
    String what = evaluation != null ? evaluation : version.name();
    String model = request().target().model();
    return model == null ? what : what + " / " + model;
  }
}
