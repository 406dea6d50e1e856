package dev.assay.run.preview.rehearsal;

import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.preview.forecast.Assumed;
import dev.assay.run.preview.forecast.Forecast;
import dev.assay.run.preview.forecast.Forecaster;
import dev.assay.run.preview.forecast.JudgeForecast;
import dev.assay.run.preview.forecast.Range;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Forecasts runs, and rehearses them. */
@ApplicationScoped
public class Rehearsals {
  private final Providers providers;
  private final History history;
  private final WorkerRegistry workers;
  private final JudgeEstimates judges;
  private final DryRun dryRun;
  private final RehearsalConfig config;

  Rehearsals(
      Providers providers,
      History history,
      WorkerRegistry workers,
      JudgeEstimates judges,
      DryRun dryRun,
      RehearsalConfig config) {
    this.providers = providers;
    this.history = history;
    this.workers = workers;
    this.judges = judges;
    this.dryRun = dryRun;
    this.config = config;
  }

  /** How many items to give to the methods below. */
  public int sampleSize() {
    return config.sample();
  }

  /**
   * What the whole run would take; calls nobody.
   *
   * @param units of the run
   * @param sample some of its items
   * @return a null item when nobody would be called: the caller pushes the answers, and no judge is
   *     asked about them
   */
  public Uni<Estimate> forecast(ResolvedRun run, int units, List<ScoringItem> sample) {
    PromptSample prompts = PromptSample.of(run.spec(), sample);
    return ofTarget(run, units, prompts)
        .flatMap(
            target ->
                judges
                    .of(run, units, sample, answerTokens(target, units, prompts))
                    .map(judged -> whole(run.spec().budget(), target, judged)));
  }

  /** How long an answer is: as forecast, else as what is expected. */
  private static Range answerTokens(Estimate target, int units, PromptSample prompts) {
    if (target != null && units > 0) {
      return target.forecast().tokensOut().times(1.0 / units);
    }
    double expected = Math.max(Assumptions.TOKENS_OUT, prompts.tokensExpected());
    return Range.of(Math.max(1, prompts.tokensExpected()), expected, 4 * expected);
  }

  private static Estimate whole(
      RunSpec.Budget budget, Estimate target, JudgeEstimates.Judged judged) {
    if (target == null && judged == null) {
      return null;
    }
    List<String> sentences = new ArrayList<>();
    if (target != null) {
      sentences.addAll(target.assumptions());
    }
    if (judged != null) {
      sentences.addAll(judged.sentences());
    }
    Forecast forecast = target == null ? null : target.forecast();
    JudgeForecast judges = judged == null ? null : judged.forecast();
    sentences.addAll(Findings.ofBudget(budget, forecast, judges));
    return new Estimate(
        forecast, judges, null, target == null ? 0 : target.measuredOn(), sentences);
  }

  private Uni<Estimate> ofTarget(ResolvedRun run, int units, PromptSample prompts) {
    RunSpec.Target target = run.spec().target();
    if (!target.asked()) {
      return Uni.createFrom().nullItem();
    }
    return providers
        .ref(run.workspaceId(), target.provider(), target.model())
        .flatMap(
            provider ->
                history
                    .of(
                        run.workspaceId(),
                        target.provider(),
                        target.model(),
                        run.spec().dataset().name())
                    .emitOn(Infrastructure.getDefaultExecutor())
                    .map(experience -> estimate(run, units, provider, experience, prompts)));
  }

  private Estimate estimate(
      ResolvedRun run,
      int units,
      ProviderRef provider,
      Experience experience,
      PromptSample prompts) {
    Assumptions assumptions = new Assumptions(run, provider, experience, prompts, workers.alive());
    Assumed assumed = assumptions.forUnits(units);
    Forecast forecast = Forecaster.of(assumed, run.spec().seed());
    return new Estimate(
        forecast,
        null,
        null,
        experience.enough() ? experience.answers() : 0,
        assumptions.sentences());
  }

  /**
   * Tries some items on the real path against the simulated provider.
   *
   * @return a null item when the caller pushes the answers: there is no path to try
   */
  public Uni<DryRunReport> dryRun(ResolvedRun run, List<ScoringItem> sample) {
    return run.spec().target().asked()
        ? dryRun.of(run, PromptSample.of(run.spec(), sample))
        : Uni.createFrom().nullItem();
  }
}
