package dev.assay.worker.outcome;

import dev.assay.common.part.ProviderRef.Pricing;
import dev.assay.common.part.Usage;

/** What tokens cost. */
public final class Cost {
  private static final double MILLION = 1_000_000;

  private Cost() {}

  /** Null when a price or the usage is not known: unknown is never 0. */
  public static Double of(Pricing pricing, Usage usage) {
    if (pricing == null || usage == null || pricing.in() == null || pricing.out() == null) {
      return null;
    }
    double cached = pricing.cached() == null ? pricing.in() : pricing.cached();
    return ((usage.input() - usage.cached()) * pricing.in()
            + usage.cached() * cached
            + usage.output() * pricing.out())
        / MILLION;
  }
}
