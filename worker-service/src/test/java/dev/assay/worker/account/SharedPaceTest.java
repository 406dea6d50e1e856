package dev.assay.worker.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests a minute over several workers, in steps of a millisecond. */
class SharedPaceTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int MINUTE_MS = 60_000;

  private final List<Integer> starts = new ArrayList<>();

  /** Lets workers start all they may from one time to another, each a bit late as timers are. */
  private void run(List<Pace> workers, int fromMs, int untilMs, Random lateness) {
    int[] wakeAt = new int[workers.size()];
    for (int ms = fromMs; ms < untilMs; ms++) {
      for (int w = 0; w < workers.size(); w++) {
        if (ms >= wakeAt[w]) {
          while (workers.get(w).left(ms * MILLI) == 0) {
            workers.get(w).take(1, ms * MILLI);
            starts.add(ms);
          }
          wakeAt[w] = ms + 1 + lateness.nextInt(40);
        }
      }
    }
  }

  private static List<Pace> workers(int count, long bornMs) {
    return IntStream.range(0, count).mapToObj(i -> new Pace(bornMs * MILLI)).toList();
  }

  private static void share(List<Pace> workers, long rpm, int nowMs) {
    for (int rank = 0; rank < workers.size(); rank++) {
      workers.get(rank).set(Division.part(rpm, rank, workers.size()), nowMs * MILLI);
    }
  }

  private int mostInAMinute() {
    int most = 0;
    int from = 0;
    for (int to = 0; to < starts.size(); to++) {
      while (starts.get(to) - starts.get(from) > MINUTE_MS) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({"600, 3", "600, 1", "1, 1", "3, 2", "5, 3", "2, 3", "61, 2", "100000, 4"})
  void shouldNeverPassTheLimitInAnyMinuteAndUseAlmostAllOfIt(long rpm, int count) {
    // Given
    List<Pace> workers = workers(count, -MINUTE_MS * 2L);
    share(workers, rpm, 0);

    // When: ten minutes under full load
    run(workers, 0, 10 * MINUTE_MS, new Random(rpm));

    // Then
    assertThat(mostInAMinute()).isLessThanOrEqualTo((int) rpm);
    assertThat(starts.size()).isGreaterThanOrEqualTo((int) (0.95 * 10 * rpm));
  }

  @ParameterizedTest
  @CsvSource({"600", "7", "3", "50000"})
  void shouldKeepTheLimitWhileWorkersJoinAndGo(long rpm) {
    // Given one, then two more that begin empty, then one that is gone
    Random lateness = new Random(rpm);
    List<Pace> first = workers(1, -MINUTE_MS * 2L);
    share(first, rpm, 0);
    run(first, 0, 95_000, lateness);
    List<Pace> three = new ArrayList<>(first);
    three.addAll(workers(2, 95_000));
    share(three, rpm, 95_000);
    run(three, 95_000, 250_000, lateness);
    List<Pace> two = three.subList(1, 3);
    share(two, rpm, 250_000);
    run(two, 250_000, 600_000, lateness);

    // Then
    assertThat(mostInAMinute()).isLessThanOrEqualTo((int) rpm);
    assertThat(starts.size()).isGreaterThanOrEqualTo((int) (0.7 * 10 * rpm));
  }

  @Test
  void shouldNotSaveUpWhatWasNotUsed() {
    // Given a worker that had nothing to do for an hour
    Pace pace = new Pace(0);
    pace.set(600L, 0);
    int hour = 60 * MINUTE_MS;

    // When
    run(List.of(pace), hour, hour + 1_000, new Random(1));

    // Then: ten a second, and a few
    assertThat(starts).hasSizeBetween(9, 14);
  }

  @Test
  void shouldWaitLongerAfterMoreWasUsedThanGuessed() {
    // Given 60,000 tokens a minute: 1,000 take a second and a bit
    Pace pace = new Pace(0);
    pace.set(60_000L, 0);
    long now = TimeUnit.MINUTES.toNanos(5);

    // When
    pace.take(1_000, now);
    pace.correct(4_000, now);

    // Then
    assertThat(TimeUnit.NANOSECONDS.toMillis(pace.left(now))).isBetween(4_800L, 5_000L);
    pace.correct(-5_000, now);
    assertThat(pace.left(now)).isZero();
  }

  @Test
  void shouldNotCloseForHoursBecauseOfACountThatMakesNoSense() {
    // Given a million tokens a minute
    Pace pace = new Pace(0);
    pace.set(1_000_000L, 0);
    long now = TimeUnit.MINUTES.toNanos(5);
    pace.take(500, now);

    // When
    pace.correct(4_294_967_295.0, now);
    pace.correct(4_294_967_295.0, now);

    // Then
    assertThat(TimeUnit.NANOSECONDS.toMinutes(pace.left(now))).isLessThanOrEqualTo(2);
  }
}
