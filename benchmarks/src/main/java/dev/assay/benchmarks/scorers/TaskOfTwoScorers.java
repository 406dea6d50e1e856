package dev.assay.benchmarks.scorers;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScoringEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole scoring task as the load benchmark makes them, without the messages around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TaskOfTwoScorers {
  /** Units of one task: what run-service puts into one at most. */
  private static final int UNITS = 64;

  private final ScoringEngine engine =
      new ScoringEngine(BuiltInScorers.registry(), ScoreObserver.NONE);
  private final List<ScorerSpec> scorers =
      List.of(
          new ScorerSpec("exact_match", null, 1.0, null),
          new ScorerSpec("levenshtein", null, 0.8, null));
  private final List<ScoringTask.Unit> units = new ArrayList<>();

  /** Makes the units: short answers, one in ten wrong. */
  @Setup
  public void prepare() {
    UUID run = new UUID(0, 1);
    for (int n = 0; n < UNITS; n++) {
      String expected = Integer.toString(10_000 + n);
      String output = n % 10 == 0 ? "1" + n : expected;
      units.add(
          new ScoringTask.Unit(
              new UnitRef(run, n, 1),
              Subject.item(TextNode.valueOf(expected)),
              Subject.answer(TextNode.valueOf(output))));
    }
  }

  /** exact_match and levenshtein; the time is that of one unit. */
  @Benchmark
  @OperationsPerInvocation(UNITS)
  public ScoreReport task() {
    return engine.score(scorers, units);
  }
}
