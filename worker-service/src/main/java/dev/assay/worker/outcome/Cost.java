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
    long written = usage.written() == null ? 0 : usage.written();
    long fresh = usage.input() - usage.cached() - written;
    long said = usage.output() - usage.reasoning();
    return (fresh * pricing.in()
            + usage.cached() * or(pricing.cached(), pricing.in())
            + written * or(pricing.cacheWrite(), pricing.in())
            + said * pricing.out()
            + usage.reasoning() * or(pricing.reasoning(), pricing.out()))
        / MILLION;
  }

  private static double or(Double price, double otherwise) {
    return price == null ? otherwise : price;
  }
}
