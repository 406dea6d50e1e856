package dev.assay.worker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SharesTest {
  @Property
  void shouldAddUpToTheConcurrencyWhenThereIsEnoughForAll(
      @ForAll @IntRange(min = 1, max = 10_000) int concurrency,
      @ForAll @IntRange(min = 1, max = 200) int workers) {
    // When
    int sum = 0;
    for (int rank = 0; rank < workers; rank++) {
      sum += Shares.share(concurrency, rank, workers);
    }

    // Then
    assertThat(sum).isEqualTo(Math.max(concurrency, workers));
  }

  @Property
  void shouldDifferByOneAtMostAndFavourEarlierRanks(
      @ForAll @IntRange(min = 1, max = 10_000) int concurrency,
      @ForAll @IntRange(min = 2, max = 200) int workers) {
    int previous = Integer.MAX_VALUE;
    for (int rank = 0; rank < workers; rank++) {
      int share = Shares.share(concurrency, rank, workers);
      assertThat(share).isLessThanOrEqualTo(previous).isGreaterThanOrEqualTo(1);
      previous = share;
    }
    assertThat(Shares.share(concurrency, 0, workers) - previous).isBetween(0, 1);
  }

  @Property
  void shouldLeaveRoomForWhatOthersStillRun(
      @ForAll @IntRange(min = 1, max = 1_000) int concurrency,
      @ForAll @IntRange(min = 1, max = 50) int workers,
      @ForAll @IntRange(min = 0, max = 2_000) int othersActive) {
    // When
    int limit = Shares.limit(concurrency, workers - 1, workers, othersActive);

    // Then
    assertThat(limit).isBetween(1, concurrency);
    assertThat(limit == 1 || limit + othersActive <= concurrency).isTrue();
  }
}
