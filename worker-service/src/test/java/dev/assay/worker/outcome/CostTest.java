package dev.assay.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.ProviderRef.Pricing;
import dev.assay.common.part.Usage;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Usage USAGE = new Usage(1_000, 800, 100, 40);

  @Test
  void shouldPriceCachedTokensApart() {
    assertThat(Cost.of(new Pricing(1.0, 2.0, 0.1), USAGE)).isEqualTo(0.00048);
    assertThat(Cost.of(new Pricing(1.0, 2.0, null), USAGE)).isEqualTo(0.0012);
  }

  @Test
  void shouldPriceWhatIsWrittenToACacheAndReasoningApart() {
    Usage usage = new Usage(1_000, 200, 100, 40, 300L);
    assertThat(Cost.of(new Pricing(1.0, 2.0, 0.1, 1.25, 3.0), usage))
        .isEqualTo((500 * 1.0 + 200 * 0.1 + 300 * 1.25 + 60 * 2.0 + 40 * 3.0) / 1e6);
    assertThat(Cost.of(new Pricing(1.0, 2.0, null), usage)).isEqualTo(0.0012);
  }

  /** Also the report w-unknown-price: what nobody knows is not 0. */
  @Test
  void shouldNotKnowACostWithoutAPriceOrAUsage() {
    assertThat(Cost.of(null, USAGE)).isNull();
    assertThat(Cost.of(new Pricing(null, 2.0, null), USAGE)).isNull();
    assertThat(Cost.of(new Pricing(1.0, null, null), USAGE)).isNull();
    assertThat(Cost.of(new Pricing(1.0, 2.0, null), null)).isNull();
  }
}
