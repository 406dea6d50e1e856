package dev.assay.benchmarks.scorers;

import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.similarity.TextSimilarityScorer;
import dev.assay.scoring.value.ExactMatchScorer;
import dev.assay.scoring.value.LevenshteinScorer;
import dev.assay.scoring.value.NumericMatchScorer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Scorers of texts by their length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TextScorers {
  /** Of the answer and of what is expected. */
  @Param({"20", "200", "2000"})
  public int characters;

  private Subject exactMatch;
  private Subject levenshteinNear;
  private Subject levenshteinFar;
  private Subject numericMatch;
  private Subject bleu;
  private Subject rougeL;

  /** Prepares scorers and answers. */
  @Setup
  public void prepare() {
    String expected = Samples.text(characters, 1);
    String near = Samples.edited(expected, 2);
    String far = Samples.text(characters, 3);
    // Another string of the same characters: the same object would be equal at once.
    exactMatch = Subject.of(new ExactMatchScorer(), Samples.text(characters, 1), expected);
    levenshteinNear = Subject.of(new LevenshteinScorer(), near, expected);
    levenshteinFar = Subject.of(new LevenshteinScorer(), far, expected);
    numericMatch =
        Subject.of(
            new NumericMatchScorer(),
            Samples.endingWithNumber(characters, "1,234.50", 1),
            "1234.5");
    bleu = Subject.of(new TextSimilarityScorer(), "bleu", near, expected);
    rougeL = Subject.of(new TextSimilarityScorer(), "rouge_l", near, expected);
  }

  /** exact_match of equal texts. */
  @Benchmark
  public Outcome exactMatch() {
    return exactMatch.measure();
  }

  /** levenshtein with one character in twenty changed. */
  @Benchmark
  public Outcome levenshteinNear() {
    return levenshteinNear.measure();
  }

  /** levenshtein of texts that have only their words in common. */
  @Benchmark
  public Outcome levenshteinFar() {
    return levenshteinFar.measure();
  }

  /** numeric_match of a number behind words. */
  @Benchmark
  public Outcome numericMatch() {
    return numericMatch.measure();
  }

  /** text_similarity with bleu. */
  @Benchmark
  public Outcome bleu() {
    return bleu.measure();
  }

  /** text_similarity with rouge_l. */
  @Benchmark
  public Outcome rougeL() {
    return rougeL.measure();
  }
}
