package dev.assay.run.preview.scorer;

import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.statistics.FixedPoint;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.Means;
import dev.assay.run.verdict.statistics.Moments;
import dev.assay.run.verdict.statistics.Proportions;
import dev.assay.run.verdict.totals.Histogram;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds fresh scores of stored answers against what the run made of them. */
final class Weighing {
  private static final Comparator<TryoutResult.Item> LOWEST_FIRST =
      Comparator.comparing(
              TryoutResult.Item::score, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(TryoutResult.Item::position)
          .thenComparing(TryoutResult.Item::repeat);

  private Weighing() {}

  /** An answer with its fresh score. */
  record Tried(StoredAnswer answer, Score score) {}

  /**
   * The result.
   *
   * @param replaces key of the run's scorer whose place it takes, null for none
   */
  static TryoutResult of(
      UUID run, ScorerSpec spec, String replaces, List<Tried> tried, List<String> notes) {
    List<TryoutResult.Flip> flips = new ArrayList<>();
    for (Tried t : tried) {
      UnitStatus to = UnitOutcome.of(withFresh(t, replaces));
      StoredAnswer a = t.answer();
      if (to != a.status()) {
        flips.add(
            new TryoutResult.Flip(a.unit().item().id(), a.position(), a.repeat(), a.status(), to));
      }
    }
    flips.sort(
        Comparator.comparing(TryoutResult.Flip::position).thenComparing(TryoutResult.Flip::repeat));
    return new TryoutResult(
        run,
        spec.id(),
        tried.isEmpty() ? null : tried.get(0).score().version(),
        replaces,
        summary(spec, tried, flips),
        flips,
        tried.stream().map(t -> item(t, replaces)).sorted(LOWEST_FIRST).toList(),
        cost(tried),
        notes);
  }

  private static Double cost(List<Tried> tried) {
    double sum = 0;
    for (Tried t : tried) {
      if (t.score().judging() != null) {
        if (t.score().judging().cost() == null) {
          return null;
        }
        sum += t.score().judging().cost();
      }
    }
    return sum;
  }

  private static List<Score> withFresh(Tried t, String replaces) {
    return Stream.concat(
            t.answer().scores().stream().filter(s -> !s.key().equals(replaces)),
            Stream.of(t.score()))
        .toList();
  }

  private static TryoutResult.Item item(Tried t, String replaces) {
    Score s = t.score();
    Score before = replaces == null ? null : t.answer().score(replaces);
    return new TryoutResult.Item(
        t.answer().unit().item().id(),
        t.answer().position(),
        t.answer().repeat(),
        t.answer().unit().item().section(),
        s.status(),
        s.score(),
        s.passed(),
        s.reason(),
        s.metadata(),
        s.error(),
        before == null
            ? null
            : new TryoutResult.Previous(before.status(), before.score(), before.passed()));
  }

  private static TryoutResult.Summary summary(
      ScorerSpec spec, List<Tried> tried, List<TryoutResult.Flip> flips) {
    List<Score> scores = tried.stream().map(Tried::score).toList();
    Moments moments = Moments.EMPTY;
    Histogram histogram = Histogram.EMPTY;
    for (Score s : scores) {
      if (s.score() != null) {
        moments = moments.plus(s.score());
        histogram = histogram.plus(Histogram.bin(s.score()), 1);
      }
    }
    Clusters passes = passes(tried);
    boolean repeated = tried.stream().anyMatch(t -> t.answer().repeat() > 0);
    // Of errors alone nothing was measured: there is no rate that would be 0.
    boolean measured = moments.count() > 0;
    return new TryoutResult.Summary(
        tried.size(),
        (int) moments.count(),
        count(scores, ScoreStatus.ERROR),
        count(scores, ScoreStatus.SKIPPED),
        moments.mean(),
        mean(moments, tried, repeated),
        measured ? passes.mean() : null,
        !measured
            ? null
            : repeated
                ? Proportions.wilson(passes, Interval.LEVEL)
                : Proportions.wilson(passes.sum().longValueExact(), passes.size(), Interval.LEVEL),
        spec.threshold(),
        histogram,
        (int) flips.stream().filter(f -> f.to() == UnitStatus.PASSED).count(),
        (int) flips.stream().filter(f -> f.to() == UnitStatus.FAILED).count());
  }

  private static Interval mean(Moments moments, List<Tried> tried, boolean repeated) {
    Clusters byItem = scores(tried);
    Interval interval =
        repeated
            ? Means.interval(byItem, Interval.LEVEL)
            : Means.interval(moments.count(), moments.mean(), moments.std(), Interval.LEVEL);
    return interval == null
        ? null
        : Means.bounded(interval, moments.mean(), byItem.clusters(), 0, 1);
  }

  private static int count(List<Score> scores, ScoreStatus status) {
    return (int) scores.stream().filter(s -> s.status() == status).count();
  }

  /** Repeats of one item belong together. */
  private static Map<Integer, List<Score>> byItem(List<Tried> tried) {
    return tried.stream()
        .collect(
            Collectors.groupingBy(
                t -> t.answer().position(),
                TreeMap::new,
                Collectors.mapping(Tried::score, Collectors.toList())));
  }

  private static Clusters passes(List<Tried> tried) {
    Clusters clusters = Clusters.empty(0);
    for (List<Score> scores : byItem(tried).values()) {
      List<Boolean> passed =
          scores.stream().filter(s -> s.passed() != null).map(Score::passed).toList();
      long passing = passed.stream().filter(p -> p).count();
      clusters = clusters.plus(BigInteger.valueOf(passing), passed.size());
    }
    return clusters;
  }

  private static Clusters scores(List<Tried> tried) {
    Clusters clusters = Clusters.empty(FixedPoint.BITS);
    for (List<Score> all : byItem(tried).values()) {
      List<Double> scores = all.stream().filter(s -> s.score() != null).map(Score::score).toList();
      BigInteger sum =
          scores.stream()
              .map(s -> BigInteger.valueOf(FixedPoint.of(s)))
              .reduce(BigInteger.ZERO, BigInteger::add);
      clusters = clusters.plus(sum, scores.size());
    }
    return clusters;
  }
}
