package dev.assay.run.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.message.CallPolicy;
import dev.assay.common.message.ScorerDescriptor;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.message.ScoringItem;
import dev.assay.run.datasets.DatasetImport;
import dev.assay.run.datasets.DatasetVersion;
import dev.assay.run.datasets.DatasetVersions;
import dev.assay.run.db.Db;
import dev.assay.run.gate.Gate;
import dev.assay.run.gate.StarMetric;
import dev.assay.run.problem.ProblemException;
import dev.assay.run.problem.Violation;
import dev.assay.run.prompt.PromptFailedException;
import dev.assay.run.providers.Providers;
import dev.assay.run.runs.CacheMode;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.UnitOrder;
import dev.assay.run.scorers.Catalogue;
import dev.assay.run.scorers.ScorerRules;
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
  private final Db db;
  private final NamedDefinitions evaluations;
  private final Providers providers;
  private final DatasetVersions datasets;
  private final DatasetImport inline;
  private final Catalogue catalogue;
  private final SampleItems samples;
  private final SelfTests selfTests;
  private final RunLimits limits;

  /** With the places where the parts of a launch are found. */
  public LaunchResolver(
      Db db,
      NamedDefinitions evaluations,
      Providers providers,
      DatasetVersions datasets,
      DatasetImport inline,
      Catalogue catalogue,
      SampleItems samples,
      SelfTests selfTests,
      RunLimits limits) {
    this.db = db;
    this.evaluations = evaluations;
    this.providers = providers;
    this.datasets = datasets;
    this.inline = inline;
    this.catalogue = catalogue;
    this.samples = samples;
    this.selfTests = selfTests;
    this.limits = limits;
  }

  /** An evaluation's name and version, both null for none. */
  private record Origin(LaunchRequest request, String name, Integer version) {}

  /**
   * Resolves a launch.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<ResolvedRun> resolve(UUID workspaceId, LaunchRequest request) {
    return origin(workspaceId, request)
        .flatMap(origin -> catalogue.all().flatMap(known -> resolve(workspaceId, origin, known)));
  }

  /**
   * Checks a definition that may leave its target to the launch, and tries its gate.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<ResolvedRun> check(UUID workspaceId, LaunchRequest definition) {
    LaunchRequest complete =
        definition.target() != null ? definition : definition.withTarget(RunSpec.Target.PUSHED);
    return resolve(workspaceId, SpecRules.forReal(complete)).flatMap(this::withSelfTest);
  }

  private Uni<Origin> origin(UUID workspaceId, LaunchRequest request) {
    JsonNode evaluation = request.evaluation();
    if (evaluation == null || evaluation.isNull()) {
      return Uni.createFrom().item(new Origin(request, null, null));
    }
    if (evaluation.isTextual()) {
      return evaluations
          .named(workspaceId, evaluation.asText())
          .map(found -> stored(found, request));
    }
    return Uni.createFrom().item(new Origin(request.over(read(evaluation)), null, null));
  }

  private static Origin stored(NamedDefinitions.Named found, LaunchRequest request) {
    return new Origin(request.over(found.definition()), found.name(), found.version());
  }

  private static LaunchRequest read(JsonNode evaluation) {
    try {
      return Json.strict().treeToValue(evaluation, LaunchRequest.class);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The evaluation cannot be read: " + e.getOriginalMessage(),
          List.of(new Violation("evaluation", e.getOriginalMessage())));
    }
  }

  private Uni<ResolvedRun> resolve(
      UUID workspaceId, Origin origin, Map<String, ScorerDescriptor> known) {
    LaunchRequest request = origin.request();
    Checks checks = new Checks();
    SpecRules.texts(checks, request);
    SpecRules.target(checks, request.target());
    SpecRules.budget(checks, request.budget());
    SpecRules.failFast(checks, request.failFast());
    SpecRules.notYet(checks, request);
    CacheMode cache = SpecRules.cache(checks, request.cache());
    DatasetChoice choice = DatasetChoice.read(checks, request.dataset());
    ScorerRules.Read scorers =
        ScorerRules.read(request.scorers() == null ? List.of() : request.scorers(), known);
    checks.addAll(scorers.code(), scorers.violations());
    List<Violation> wrong = new ArrayList<>();
    Gate gate = Gate.parse(request.gate(), wrong);
    StarMetric.parse(request.starMetric(), keys(scorers.scorers()), wrong);
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
                dataset(workspaceId, choice)
                    .map(
                        version -> {
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
                                  cache);
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
                              warnings(gate, scorers.scorers()));
                        }))
        .flatMap(run -> tryFirstItem(run).replaceWith(run));
  }

  /** Adds what the gate says of answers that know nothing. */
  public Uni<ResolvedRun> withSelfTest(ResolvedRun run) {
    if (!SelfTests.needed(run.spec())) {
      return Uni.createFrom().item(run);
    }
    List<Warning> warnings = new ArrayList<>(run.warnings());
    return selfTests
        .run(run.datasetVersionId(), run.spec())
        .map(
            test -> {
              if (test.warning() != null) {
                warnings.add(new Warning("VACUOUS_GATE", test.warning()));
              }
              return run.with(Json.mapper().valueToTree(test).toString(), warnings);
            })
        .onFailure(ProblemException.class)
        .recoverWithItem(
            () -> {
              warnings.add(
                  new Warning(
                      "GATE_NOT_TRIED",
                      "The gate could not be tried against answers that know nothing, because the"
                          + " scoring-service does not answer. It is tried before the run ends."));
              return run.with(null, warnings);
            });
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
    return db.inTransaction(tx -> inline.inline(tx, workspaceId, choice.name(), choice.items()));
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

  private static List<Warning> warnings(Gate gate, List<ScorerSpec> scorers) {
    List<Warning> warnings = new ArrayList<>();
    gate.warnings(scorers).forEach(w -> warnings.add(new Warning("GATE", w)));
    if (scorers.isEmpty()) {
      warnings.add(
          new Warning(
              "NO_SCORERS", "There are no scorers: answers are kept, nothing is measured."));
    }
    return warnings;
  }

  private static String name(LaunchRequest request, Origin origin, DatasetVersion version) {
    if (request.name() != null) {
      return request.name();
    }
    String what = origin.name() != null ? origin.name() : version.name();
    return request.target().model() == null ? what : what + " / " + request.target().model();
  }
}
