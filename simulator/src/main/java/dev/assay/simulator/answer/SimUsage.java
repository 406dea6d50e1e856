package dev.assay.simulator.answer;

/**
 * Tokens to report.
 *
 * @param input of the question, cached ones among them
 * @param cached of the question
 * @param output of the answer, reasoning among them
 * @param reasoning of the answer
 */
public record SimUsage(long input, long cached, long output, long reasoning) {
  /** Counts that make no sense. */
  public static final SimUsage WRONG = new SimUsage(-1, 0, -7, 0);

  /** Of question and answer. */
  public long total() {
    return input + output;
  }
}
