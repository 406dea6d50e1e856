package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.control.launch.LaunchOrigins.Origin;
import dev.assay.run.engine.tasks.NullProofs;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.DatasetVersions;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.library.scorers.ChosenScorers;
import dev.assay.run.library.scorers.JudgeChoices;
import dev.assay.run.library.scorers.catalogue.Catalogue;
import dev.assay.run.library.scorers.catalogue.ScorerRules;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.CacheMode;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.UnitOrder;
import dev.assay.run.runs.prompt.PromptFailedException;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.gate.StarMetric;
import dev.assay.run.verdict.stopping.EarlyStop;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Turns a launch into a definition in which everything is found and checked: evaluation, target,
 * dataset, scorers, gate. Says everything that is wrong at once, before anything costs anything.
 */
@ApplicationScoped
public class LaunchResolver {
  private final LaunchOrigins origins;
  private final Providers providers;
  private final DatasetVersions datasets;
  private final DatasetImport inline;
  private final Catalogue catalogue;
  private final ChosenScorers chosen;
  private final SampleItems samples;
  private final NullProofs selfTests;
  private final Baselines baselines;
  private final JudgeChoices judges;
  private final RunLimits limits;

  /** With the places where the parts of a launch are found. */
  public LaunchResolver(
      LaunchOrigins origins,
      Providers providers,
      DatasetVersions datasets,
      DatasetImport inline,
      Catalogue catalogue,
      ChosenScorers chosen,
      SampleItems samples,
      NullProofs selfTests,
      Baselines baselines,
      JudgeChoices judges,
      RunLimits limits) {
    this.origins = origins;
    this.providers = providers;
    this.datasets = datasets;
    this.inline = inline;
    this.catalogue = catalogue;
    this.chosen = chosen;
    this.samples = samples;
    this.selfTests = selfTests;
    this.baselines = baselines;
    this.judges = judges;
    this.limits = limits;
  }

  private record Found(DatasetVersion version, Map<String, RunSpec.Judge> judges) {}

  private record Scorers(ScorerRules.Read scorers, Map<String, ScorerDescriptor> known) {}

  /**
   * Resolves a launch of one target.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<ResolvedRun> resolve(UUID workspaceId, LaunchRequest request) {
    return resolveAll(workspaceId, request).map(runs -> runs.get(0));
  }

  /**
   * Resolves a launch and tries its gate: one run for each of its targets, in their order, over the
   * same items in the same order.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<List<ResolvedRun>> resolveAll(UUID workspaceId, LaunchRequest request) {
    return resolved(workspaceId, request)
        .call(runs -> baselines.require(workspaceId, runs.get(0).spec()));
  }

  private Uni<List<ResolvedRun>> resolved(UUID workspaceId, LaunchRequest request) {
    return origins
        .of(workspaceId, request)
        .flatMap(
            origin ->
                catalogue
                    .all()
                    .flatMap(
                        known ->
                            chosen
                                .read(workspaceId, origin.request().scorers(), known)
                                .flatMap(
                                    read ->
                                        resolveAll(workspaceId, origin, new Scorers(read, known)))))
        .flatMap(selfTests::tryAll);
  }

  private Uni<List<ResolvedRun>> resolveAll(UUID workspaceId, Origin origin, Scorers scorers) {
    List<LaunchRequest> launches = Targets.of(origin.request());
    boolean several = origin.request().targets() != null;
    UUID group = several ? Ids.next() : null;
    Uni<List<ResolvedRun>> all = Uni.createFrom().item(List.of());
    for (int i = 0; i < launches.size(); i++) {
      int n = i;
      all =
          all.flatMap(
              before -> {
                // What the first one found holds for all of them, whatever is imported meanwhile.
                LaunchRequest launch =
                    before.isEmpty() ? launches.get(n) : before.get(0).over(launches.get(n));
                return Uni.createFrom()
                    .deferred(() -> resolve(workspaceId, origin.with(launch), scorers))
                    .onFailure(ProblemException.class)
                    .transform(e -> several ? Targets.at(n, (ProblemException) e) : e)
                    .map(run -> plus(before, run.in(group)));
              });
    }
    return all;
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }

  /**
   * Checks a definition that may leave its target and its baseline to the launch, and tries its
   * gate.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<ResolvedRun> check(UUID workspaceId, LaunchRequest definition) {
    LaunchRequest complete =
        definition.target() != null || definition.targets() != null
            ? definition
            : definition.withTarget(RunSpec.Target.PUSHED);
    return resolved(workspaceId, SpecRules.forReal(complete)).map(runs -> runs.get(0));
  }

  private Uni<ResolvedRun> resolve(UUID workspaceId, Origin origin, Scorers read) {
    ScorerRules.Read scorers = read.scorers();
    LaunchRequest request = origin.request();
    Checks checks = new Checks();
    SpecRules.texts(checks, request);
    SpecRules.target(checks, request.target());
    SpecRules.budget(checks, request.budget());
    SpecRules.failFast(checks, request.failFast());
    CacheMode cache = SpecRules.cache(checks, request.cache());
    DatasetChoice choice = DatasetChoice.read(checks, request.dataset());
    checks.addAll(scorers.code(), scorers.violations());
    List<Violation> wrong = new ArrayList<>();
    Gate gate = Gate.parse(request.gate(), wrong);
    StarMetric.parse(request.starMetric(), keys(scorers.scorers()), wrong);
    EarlyStop early = EarlyStop.parse(request.earlyStop(), wrong);
    checks.addAll(ErrorCode.VALIDATION_FAILED, wrong);
    CallPolicy checked = SpecRules.policy(checks, request.policy());
    int concurrency =
        checks.within(
            "concurrency",
            request.concurrency(),
            1,
            limits.maxConcurrency(),
            limits.defaultConcurrency());
    int repeats = checks.within("repeats", request.repeats(), 1, limits.maxRepeats(), 1);
    checks.done();
    return policy(workspaceId, request, checked)
        .flatMap(
            policy ->
                judges
                    .choose(workspaceId, scorers.scorers(), read.known(), request.judge())
                    .flatMap(
                        chosen ->
                            dataset(workspaceId, choice).map(version -> new Found(version, chosen)))
                    .map(
                        found -> {
                          DatasetVersion version = found.version();
                          RunSpec spec =
                              new RunSpec(
                                  request.target(),
                                  new RunSpec.Slice(
                                      version.name(),
                                      version.version(),
                                      choice.limit(),
                                      choice.sections()),
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
                                  found.judges());
                          return new ResolvedRun(
                              workspaceId,
                              name(request, origin, version),
                              request,
                              spec,
                              version.id(),
                              origin.name(),
                              origin.version(),
                              concurrency,
                              repeats,
                              null,
                              LaunchWarnings.of(gate, spec, early, repeats),
                              null);
                        }))
        .flatMap(run -> tryFirstItem(run).replaceWith(run));
  }

  /** What the launch says of the policy, over what its provider's record says. */
  private Uni<CallPolicy> policy(UUID workspaceId, LaunchRequest request, CallPolicy pushed) {
    return request.target().pushed()
        ? Uni.createFrom().item(pushed)
        : providers
            .find(workspaceId, request.target().provider())
            .map(p -> SpecRules.policy(new Checks(), request.policy(), p.policy()));
  }

  private Uni<DatasetVersion> dataset(UUID workspaceId, DatasetChoice choice) {
    if (choice.items() == null) {
      return datasets.resolve(workspaceId, choice.name(), choice.version());
    }
    return inline.inline(workspaceId, choice.name(), choice.items());
  }

  /** A template that does not fit the items is found now, not in a thousand calls. */
  private Uni<Void> tryFirstItem(ResolvedRun run) {
    return samples
        .read(run.datasetVersionId(), 1, Set.of(), run.spec().dataset().sections())
        .invoke(
            items -> {
              if (items.isEmpty()) {
                throw new ProblemException(
                    ErrorCode.EMPTY_DATASET,
                    "No item of the dataset is in the sections asked for.");
              }
              render(run.spec(), items.get(0));
            })
        .replaceWithVoid();
  }

  private static void render(RunSpec spec, ScoringItem item) {
    try {
      RunSpecs.template(spec.target().prompt())
          .render(item.id(), item.section(), item.label(), Json.mapper().valueToTree(item));
    } catch (PromptFailedException e) {
      throw new ProblemException(
          ErrorCode.BAD_TEMPLATE,
          "The prompt does not fit item " + item.id() + ": " + e.getMessage(),
          List.of(new Violation("target.prompt", e.getMessage())));
    }
  }

  private static Set<String> keys(List<ScorerSpec> scorers) {
    return scorers.stream().map(ScorerSpec::key).collect(Collectors.toSet());
  }

  private static String name(LaunchRequest request, Origin origin, DatasetVersion version) {
    if (request.name() != null) {
      return request.name();
    }
    String what = origin.name() != null ? origin.name() : version.name();
    return request.target().model() == null ? what : what + " / " + request.target().model();
  }
}
