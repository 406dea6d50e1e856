package dev.assay.run.preview.forecast;

import dev.assay.run.verdict.statistics.Percentiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plays a run through many times, under good, likely and bad assumptions. */
public final class Forecaster {
  private static final int TIMES = 15;
  private static final int TIMES_FOR_EFFECTS = 5;
  // Less than this share of a run's time is the noise of the simulation, not an effect.
  private static final double NOTICEABLE = 0.03;

  private Forecaster() {}

  /** The forecast; the same assumptions and seed give the same one. */
  public static Forecast of(Assumed assumed, long seed) {
    Scenario likely = assumed.likely();
    Scenario best = likely.with(likely.latency().times(assumed.bestLatency()), 0);
    Scenario worst =
        likely.with(
            likely.latency().times(assumed.worstLatency()),
            Math.max(likely.retryShare(), assumed.worstRetryShare()));
    Range seconds =
        Range.of(
            seconds(best, TIMES, seed, 0.05),
            seconds(likely, TIMES, seed, 0.5),
            seconds(worst, TIMES, seed, 0.95));
    List<LimitEffect> effects = effects(assumed, seed);
    int units = likely.units();
    return new Forecast(
        seconds,
        Range.of(
            units, units * likely.attemptsPerUnit(), Math.ceil(units * worst.attemptsPerUnit())),
        assumed.tokensIn().times(units),
        assumed.tokensOut().times(units),
        cost(assumed),
        seconds.expected() <= 0 ? 0 : Math.round(100 * units / seconds.expected()) / 100.0,
        effects,
        effects.stream()
            .filter(LimitEffect::binding)
            .max(Comparator.comparingDouble(LimitEffect::addsSeconds))
            .map(LimitEffect::limit)
            .orElse("latency"));
  }

  private static Range cost(Assumed assumed) {
    Assumed.Prices prices = assumed.prices();
    if (prices == null) {
      return null;
    }
    Range in = assumed.tokensIn();
    Range out = assumed.tokensOut();
    return Range.of(
            prices.of(in.low(), out.low()),
            prices.of(in.expected(), out.expected()),
            // An attempt that failed late may be billed, too.
            prices.of(in.high(), out.high()) * (1 + assumed.worstRetryShare()))
        .times(assumed.likely().units());
  }

  private static List<LimitEffect> effects(Assumed assumed, long seed) {
    Scenario likely = assumed.likely();
    double asIs = median(likely, seed);
    List<LimitEffect> effects = new ArrayList<>();
    if (Double.isFinite(likely.rpm())) {
      effects.add(effect("rpm", likely.rpm(), asIs, median(likely.withoutRpm(), seed)));
    }
    if (Double.isFinite(likely.tpm())) {
      effects.add(effect("tpm", likely.tpm(), asIs, median(likely.withoutTpm(), seed)));
    }
    Integer account = assumed.accountConcurrency();
    if (account != null) {
      Scenario free = likely.withConcurrency(assumed.runConcurrency());
      effects.add(effect("max_concurrency", account, asIs, median(free, seed)));
    }
    int asked = assumed.runConcurrency();
    int twice = account == null ? 2 * asked : Math.min(2 * asked, account);
    Scenario more = likely.withConcurrency(Math.max(likely.concurrency(), twice));
    effects.add(effect("concurrency", asked, asIs, median(more, seed)));
    return effects;
  }

  private static LimitEffect effect(String name, double value, double asIs, double without) {
    double adds = Math.max(0, asIs - without);
    boolean binding = adds > NOTICEABLE * asIs;
    return new LimitEffect(name, value, binding, binding ? Math.round(adds * 10) / 10.0 : 0);
  }

  private static double median(Scenario scenario, long seed) {
    return seconds(scenario, TIMES_FOR_EFFECTS, seed, 0.5);
  }

  private static double seconds(Scenario scenario, int times, long seed, double quantile) {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      seconds[i] = Simulation.seconds(scenario, seed + i);
    }
    return Percentiles.of(seconds, quantile);
  }
}
