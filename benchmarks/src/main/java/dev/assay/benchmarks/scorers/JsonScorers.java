package dev.assay.benchmarks.scorers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.structured.FieldAccuracyScorer;
import dev.assay.scoring.value.JsonDiffScorer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Scorers of JSON on a document of 2 KB; the answer is text, as models give it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonScorers {
  private Subject jsonDiff;
  private Subject fieldAccuracy;

  /** Prepares scorers and answers. */
  @Setup
  public void prepare() {
    ObjectNode expected = Samples.invoice(1);
    TextNode output = TextNode.valueOf(Samples.misread(expected).toString());
    jsonDiff = Subject.of(new JsonDiffScorer(), output, expected);
    fieldAccuracy = Subject.of(new FieldAccuracyScorer(), output, expected);
  }

  /** json_diff, parsing the answer included. */
  @Benchmark
  public Outcome jsonDiff() {
    return jsonDiff.measure();
  }

  /** field_accuracy, parsing the answer included. */
  @Benchmark
  public Outcome fieldAccuracy() {
    return fieldAccuracy.measure();
  }
}
