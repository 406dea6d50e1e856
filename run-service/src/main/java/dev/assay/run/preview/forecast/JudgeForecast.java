package dev.assay.run.preview.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.Function;

/**
 * What asking judges would take, apart from what the target takes.
 *
 * @param calls questions of all judges, canaries among them
 * @param tokensIn prompt tokens of all questions
 * @param tokensOut completion tokens of all replies
 * @param cost in the account's currency, null when any price is not known: unknown is never 0
 * @param scorers the same for each scorer that asks
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record JudgeForecast(
    Range calls, Range tokensIn, Range tokensOut, @Nullable Range cost, List<One> scorers) {
  // Questions that are asked once more, because the attempt or the reply was no good.
  private static final double AGAIN = 1.1;

  /**
   * One scorer.
   *
   * @param scorer its key
   * @param provider whom it asks
   * @param model which model of it
   * @param calls questions, those of canaries among them
   * @param measuredOn judgements of earlier runs that it goes by, 0 when it goes by defaults
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record One(
      String scorer,
      String provider,
      String model,
      Range calls,
      Range tokensIn,
      Range tokensOut,
      @Nullable Range cost,
      int measuredOn) {

    /**
     * Works out what one takes.
     *
     * @param answers that are judged, canaries among them
     * @param questions about each of them
     * @param in prompt tokens of a question
     * @param out completion tokens of a reply
     * @param prices null when not known
     */
    public static One of(
        String scorer,
        String provider,
        String model,
        int answers,
        Range questions,
        Range in,
        Range out,
        Assumed.Prices prices,
        int measuredOn) {
      Range asked = questions.times(answers);
      Range calls = Range.of(asked.low(), asked.expected(), Math.ceil(asked.high() * AGAIN));
      return new One(
          scorer,
          provider,
          model,
          calls,
          product(calls, in),
          product(calls, out),
          prices == null
              ? null
              : Range.of(
                  calls.low() * prices.of(in.low(), out.low()),
                  calls.expected() * prices.of(in.expected(), out.expected()),
                  calls.high() * prices.of(in.high(), out.high())),
          measuredOn);
    }

    private static Range product(Range one, Range other) {
      return Range.of(
          one.low() * other.low(), one.expected() * other.expected(), one.high() * other.high());
    }
  }

  /** All of them together; there is at least one. */
  public static JudgeForecast of(List<One> scorers) {
    return new JudgeForecast(
        sum(scorers, One::calls),
        sum(scorers, One::tokensIn),
        sum(scorers, One::tokensOut),
        scorers.stream().anyMatch(one -> one.cost() == null) ? null : sum(scorers, One::cost),
        List.copyOf(scorers));
  }

  private static Range sum(List<One> scorers, Function<One, Range> what) {
    return scorers.stream().map(what).reduce(Range::plus).orElseThrow();
  }
}
