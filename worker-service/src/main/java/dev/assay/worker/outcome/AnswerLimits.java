package dev.assay.worker.outcome;

/**
 * How much of answers is read and kept.
 *
 * @param bodyBytes a larger answer is not read
 * @param allBodiesBytes of all answers that are being read at a time; at least one of the largest
 *     fits in
 * @param reasoningBytes of what a model thought, in UTF-8; the rest is left out, with 0 all of it
 */
public record AnswerLimits(long bodyBytes, long allBodiesBytes, int reasoningBytes) {
  /** 8 MB of one, 64 MB of all, 64 KB of reasoning. */
  public static final AnswerLimits DEFAULT = new AnswerLimits(8L << 20, 64L << 20, 64 << 10);

  /** With room for one of the largest. */
  public AnswerLimits {
    allBodiesBytes = Math.max(allBodiesBytes, bodyBytes);
  }
}
