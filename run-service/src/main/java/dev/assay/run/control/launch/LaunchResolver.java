package dev.assay.run.control.launch;

import dev.assay.common.id.Ids;
import dev.assay.run.control.launch.LaunchOrigins.Origin;
import dev.assay.run.control.launch.ScorerChoice.Chosen;
import dev.assay.run.engine.tasks.NullProofs;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.library.providers.prices.Prices;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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
  private final ChosenItems items;
  private final NullProofs selfTests;
  private final Baselines baselines;
  private final Prices prices;
  private final RunLimits limits;

  LaunchResolver(
      LaunchOrigins origins,
      ScorerChoice scorers,
      Providers providers,
      ChosenItems items,
      NullProofs selfTests,
      Baselines baselines,
      Prices prices,
      RunLimits limits) {
    this.origins = origins;
    this.scorers = scorers;
    this.providers = providers;
    this.items = items;
    this.selfTests = selfTests;
    this.baselines = baselines;
    this.prices = prices;
    this.limits = limits;
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
        .call(runs -> baselines.require(workspaceId, runs.get(0).spec()));
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
                    .deferred(() -> resolve(workspaceId, origin.with(launch), chosen, store))
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
    return resolved(workspaceId, SpecRules.forReal(complete), true).map(runs -> runs.get(0));
  }

  private Uni<ResolvedRun> resolve(UUID workspaceId, Origin origin, Chosen chosen, boolean store) {
    return underPolicy(new Resolution(workspaceId, origin, chosen, limits))
        .flatMap(this::judged)
        .flatMap(launch -> overItems(launch, store))
        .map(Resolution::run)
        .call(this::requirePrices)
        .flatMap(items::tried);
  }

  /** A limit on money that sees nothing being spent would never cut, and nobody would notice. */
  private Uni<Void> requirePrices(ResolvedRun run) {
    RunSpec spec = run.spec();
    if (spec.budget() == null || spec.budget().maxCost() == null) {
      return Uni.createFrom().voidItem();
    }
    List<Prices.Priced> asked = new ArrayList<>();
    if (!spec.target().pushed()) {
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
    return target.pushed()
        ? Uni.createFrom().item(launch)
        : providers
            .find(launch.workspaceId(), target.provider())
            .map(provider -> launch.over(provider.policy()));
  }

  private Uni<Resolution> judged(Resolution launch) {
    return scorers
        .judges(launch.workspaceId(), launch.scorers(), launch.request().judge())
        .map(launch::judgedBy);
  }

  private Uni<Resolution> overItems(Resolution launch, boolean store) {
    launch.requireUnits(limits);
    return items.find(launch.workspaceId(), launch.dataset(), store).map(launch::with);
  }
}
