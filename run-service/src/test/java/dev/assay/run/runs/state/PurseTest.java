package dev.assay.run.runs.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PurseTest {
  private static final Purse.Account FREE = new Purse.Account(null, 0, 0, 0);

  private static Purse of(Double most, double spent, double call, double judgement) {
    return new Purse(new Purse.Account(most, spent, call, judgement), FREE);
  }

  private static Counts counts(int pending, int dispatched, int answered, int passed) {
    return new Counts(pending, dispatched, answered, passed, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldReserveForWhatIsUnderWay() {
    // Given 10 of 20 spent in calls of 1, and 4 under way
    Purse purse = of(20.0, 10, 1, 0);

    // Then six more fit
    assertThat(purse.items(counts(86, 4, 0, 10), 100, 0, 0)).isEqualTo(6);
    assertThat(purse.items(counts(80, 10, 0, 10), 100, 0, 0)).isZero();
  }

  @Test
  void shouldReserveForTheJudgesOfItems() {
    // Given two judges at 2 each, 3 items under way, and 2 answers that wait for their judges
    Purse purse = of(50.0, 5, 1, 2);

    // Then 50 - 5 - 3 * 5 - 2 * 4 leaves room for four of 5, and for 20 judgements beside the calls
    assertThat(purse.items(counts(50, 3, 2, 5), 60, 2, 0)).isEqualTo(4);
    assertThat(purse.judgements(counts(50, 3, 2, 10), 2, 1)).isEqualTo(20);
  }

  @Test
  void shouldAskFewAsLongAsNobodyKnowsWhatACallTakes() {
    Purse purse = of(20.0, 0, 0, 0);

    assertThat(purse.items(counts(100, 0, 0, 0), 100, 0, 0)).isEqualTo(1);
    assertThat(purse.items(counts(99, 1, 0, 0), 100, 0, 0)).isZero();
    assertThat(purse.items(counts(97, 0, 0, 3), 100, 0, 0)).isEqualTo(4);
    assertThat(of(20.0, 20, 0, 0).items(counts(97, 0, 0, 3), 100, 0, 0)).isZero();
  }

  @Test
  void shouldAskAsManyAsItLikesWithoutALimit() {
    assertThat(of(null, 1e9, 1, 1).items(counts(9, 0, 0, 0), 9, 1, 0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(of(null, 1e9, 1, 1).judgements(counts(9, 0, 0, 0), 1, 0))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void shouldNotMissALimitByRounding() {
    // Given 19 calls of 0.01, whose sum is a little more than 0.19
    double spent = 0;
    for (int i = 0; i < 19; i++) {
      spent += 0.01;
    }

    // Then one more fits into 0.2
    assertThat(of(0.2, spent, 0.01, 0).items(counts(1, 0, 0, 19), 20, 0, 0)).isEqualTo(1);
    assertThat(of(0.2, spent, 0.01, 0).cost().exhausted(0.01, 0)).isFalse();
    assertThat(of(0.2, spent, 0.01, 0).cost().exhausted(0.01, 0.01)).isTrue();
  }

  @Property(tries = 300)
  void shouldNeverSpendMoreThanTheLimitWhenNoCallIsDearerThanTheOnesBefore(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 64) int concurrency,
      @ForAll @DoubleRange(min = 1, max = 60) double most) {
    // Given calls whose price never grows, and replies that come in any order
    Random random = new Random(seed);
    double spent = 0;
    double price = 1;
    int asked = 0;
    int inFlight = 0;
    int answered = 0;
    double dearest = 0;
    while (true) {
      int more =
          Math.min(
              concurrency - inFlight,
              of(most, spent, dearest, 0)
                  .items(counts(1000 - asked, inFlight, 0, answered), 1000, 0, 0));
      if (inFlight == 0 && more <= 0) {
        break;
      }
      inFlight += Math.max(0, more);
      asked += Math.max(0, more);
      int back = 1 + random.nextInt(inFlight);
      for (int i = 0; i < back; i++) {
        spent += price;
        dearest = Math.max(dearest, price);
        price *= 0.9 + random.nextDouble() / 10;
      }
      inFlight -= back;
      answered += back;
      if (asked > 900) {
        break;
      }
    }

    // Then
    assertThat(spent).isLessThanOrEqualTo(most * (1 + 1e-8));
  }
}
