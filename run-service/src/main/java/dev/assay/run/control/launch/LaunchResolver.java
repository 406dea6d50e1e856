package dev.assay.run.control.launch;

import dev.assay.common.id.Ids;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.control.launch.LaunchOrigins.Origin;
import dev.assay.run.control.launch.ScorerChoice.Chosen;
import dev.assay.run.control.launch.items.ChosenItems;
import dev.assay.run.control.launch.items.DatasetChoice;
import dev.assay.run.control.launch.items.InferredCorrections;
import dev.assay.run.control.launch.items.StoredAnswers;
import dev.assay.run.engine.tasks.NullProofs;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.library.providers.prices.Prices;
import dev.assay.run.library.skills.SkillTargets;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.state.Purpose;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final ScorerChoice scorers;
  private final Providers providers;
  private final SkillTargets skills;
  private final ChosenItems items;
  private final NullProofs selfTests;
  private final Baselines baselines;
  private final Prices prices;
  private final RunLimits limits;
  private final StoredAnswers answers;
  private final InferredCorrections corrections;

  LaunchResolver(
      LaunchOrigins origins,
      ScorerChoice scorers,
      Providers providers,
      SkillTargets skills,
      ChosenItems items,
      NullProofs selfTests,
      Baselines baselines,
      Prices prices,
      RunLimits limits,
      StoredAnswers answers,
      InferredCorrections corrections) {
    this.origins = origins;
    this.scorers = scorers;
    this.providers = providers;
    this.skills = skills;
    this.items = items;
    this.selfTests = selfTests;
    this.baselines = baselines;
    this.prices = prices;
    this.limits = limits;
    this.answers = answers;
    this.corrections = corrections;
  }

  /**
   * Resolves a launch of one target.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<ResolvedRun> resolve(UUID workspaceId, LaunchRequest request) {
    return resolveAll(workspaceId, request).map(runs -> runs.get(0));
  }

  /**
   * Resolves a run's own definition once more: of its skill as long as that says what the run did.
   *
   * @param launched when the run was
   * @return fails with a problem that lists every violation
   */
  public Uni<ResolvedRun> resolveAgain(UUID workspaceId, LaunchRequest request, Instant launched) {
    return skills
        .given(workspaceId, request.target(), launched)
        .flatMap(target -> resolve(workspaceId, request.forTarget(target, request.alias())));
  }

  /**
   * Resolves a launch and tries its gate: one run for each of its targets, in their order, over the
   * same items in the same order.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<List<ResolvedRun>> resolveAll(UUID workspaceId, LaunchRequest request) {
    return resolveAll(workspaceId, request, true);
  }

  /**
   * As {@link #resolveAll(UUID, LaunchRequest)}, and writes nothing: items that come inline are
   * part of what is returned.
   */
  public Uni<List<ResolvedRun>> lookAt(UUID workspaceId, LaunchRequest request) {
    return resolveAll(workspaceId, request, false);
  }

  private Uni<List<ResolvedRun>> resolveAll(
      UUID workspaceId, LaunchRequest request, boolean store) {
    return resolved(workspaceId, request, store)
        .flatMap(
            runs ->
                baselines
                    .require(workspaceId, runs.get(0).spec())
                    .map(w -> runs.stream().map(run -> run.warned(w)).toList()));
  }

  private Uni<List<ResolvedRun>> resolved(UUID workspaceId, LaunchRequest request, boolean store) {
    return origins
        .of(workspaceId, request)
        .flatMap(
            origin ->
                scorers
                    .read(workspaceId, origin.request().scorers())
                    .flatMap(chosen -> resolveEach(workspaceId, origin, chosen, store)))
        .flatMap(selfTests::tryAll);
  }

  private Uni<List<ResolvedRun>> resolveEach(
      UUID workspaceId, Origin origin, Chosen chosen, boolean store) {
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
                    .deferred(() -> ofSkill(workspaceId, launch))
                    .flatMap(whole -> resolve(workspaceId, origin.with(whole), chosen, store))
                    .onFailure(ProblemException.class)
                    .transform(e -> several ? Targets.at(n, (ProblemException) e) : e)
                    .map(run -> plus(before, run.in(group)));
              });
    }
    return all;
  }

  private Uni<LaunchRequest> ofSkill(UUID workspaceId, LaunchRequest launch) {
    return skills
        .resolve(workspaceId, launch.target())
        .map(target -> launch.forTarget(target, launch.alias()));
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
    // What production answered is looked at now, and frozen when a run is launched.
    boolean stored =
        complete.target() != null && complete.target().stored()
            || DatasetChoice.replays(complete.dataset());
    return resolved(workspaceId, SpecRules.forReal(complete), !stored).map(runs -> runs.get(0));
  }

  private Uni<ResolvedRun> resolve(UUID workspaceId, Origin origin, Chosen chosen, boolean store) {
    return underPolicy(new Resolution(workspaceId, origin, chosen, limits))
        .flatMap(this::judged)
        .flatMap(launch -> overItems(launch, store))
        .map(Resolution::run)
        .call(this::requirePrices)
        .flatMap(items::tried)
        .flatMap(run -> inferring(run, store));
  }

  /** What a model is to make corrections of is asked before, by a run of its own. */
  private Uni<ResolvedRun> inferring(ResolvedRun run, boolean store) {
    RunSpec.Target target = run.spec().target();
    if (!target.stored() || target.traffic().inferCorrections() == null) {
      return Uni.createFrom().item(run);
    }
    return corrections
        .before(run)
        .flatMap(
            before ->
                before.launch() == null
                    ? Uni.createFrom().item(run.warned(before.warnings()))
                    : resolved(run.workspaceId(), before.launch(), store)
                        .onFailure(ProblemException.class)
                        .transform(e -> ofInference((ProblemException) e))
                        .map(
                            all ->
                                run.warned(before.warnings())
                                    .after(all.get(0).launchedFor(Purpose.INFERENCE))));
  }

  private static ProblemException ofInference(ProblemException e) {
    String field = "target.traffic.infer_corrections";
    return new ProblemException(
        e.code(),
        field + ": " + e.getMessage(),
        e.violations().stream()
            .map(
                v ->
                    v.field() != null && v.field().startsWith("target.")
                        ? new Violation(field + v.field().substring("target".length()), v.message())
                        : v)
            .toList());
  }

  /** A limit on money that sees nothing being spent would never cut, and nobody would notice. */
  private Uni<Void> requirePrices(ResolvedRun run) {
    RunSpec spec = run.spec();
    if (spec.budget() == null || spec.budget().maxCost() == null) {
      return Uni.createFrom().voidItem();
    }
    List<Prices.Priced> asked = new ArrayList<>();
    if (spec.target().asked()) {
      asked.add(new Prices.Priced(spec.target().provider(), spec.target().model()));
    }
    if (spec.judges() != null) {
      spec.judges().values().forEach(j -> asked.add(new Prices.Priced(j.provider(), j.model())));
    }
    return prices
        .unpriced(run.workspaceId(), asked)
        .invoke(
            unpriced -> {
              if (!unpriced.isEmpty()) {
                Checks checks = new Checks();
                checks.violate(
                    "budget.max_cost",
                    "has nothing to go by: the price of "
                        + unpriced.stream()
                            .map(Prices.Priced::toString)
                            .collect(Collectors.joining(", "))
                        + " is not known. Give the provider's models price_in and price_out, or use"
                        + " max_tokens.");
                checks.done();
              }
            })
        .replaceWithVoid();
  }

  private Uni<Resolution> underPolicy(Resolution launch) {
    RunSpec.Target target = launch.request().target();
    return target.asked()
        ? providers.find(launch.workspaceId(), target.provider()).map(launch::over)
        : Uni.createFrom().item(launch);
  }

  private Uni<Resolution> judged(Resolution launch) {
    return scorers
        .judgesOfALaunch(launch.workspaceId(), launch.scorers(), launch.request().judge())
        .map(launch::judgedBy);
  }

  /** Of which kinds scorers look at spans: these are frozen with the items. */
  private static Set<String> spanKinds(Resolution launch) {
    return launch.scorers().scorers().stream()
        .filter(SpanChoice::perSpan)
        .map(scorer -> SpanChoice.of(scorer.params()).kind())
        .collect(Collectors.toSet());
  }

  private Uni<Resolution> overItems(Resolution launch, boolean store) {
    launch.requireUnits(limits);
    RunSpec.Target target = launch.target();
    return (target.stored()
            ? answers.items(launch.workspaceId(), target.traffic(), spanKinds(launch), store)
            : items.find(launch.workspaceId(), launch.dataset(), store))
        .map(launch::with);
  }
}
