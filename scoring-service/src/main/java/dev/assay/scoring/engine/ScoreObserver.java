package dev.assay.scoring.engine;

import dev.assay.common.part.Score;

/** Is told of every score as it is made; for metrics. */
@FunctionalInterface
public interface ScoreObserver {
  /** Watches nothing. */
  ScoreObserver NONE = (score, nanos) -> {};

  /** One score was made and took this long, in nanoseconds. */
  void scored(Score score, long nanos);
}
