package dev.assay.run.verdict.spending;

import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Set;

/**
 * What one attempt was charged.
 *
 * @param cost in the account's currency, null when not known or not charged
 * @param possible whether it may have been charged: it brought an answer, reported tokens, or ended
 *     without anybody knowing
 */
public record Charge(Double cost, boolean possible) {
  private static final Set<String> ANSWERS = Set.of("ok", "content_filter");

  /** Of an attempt as a worker reports it. */
  public static Charge of(Attempt attempt) {
    return new Charge(
        attempt.cost(),
        attempt.outcome().isAnswer() || attempt.usage() != null || attempt.outcomeUnknown());
  }

  /**
   * Of the attempts of a reply that did not bring its answer, those that were or may have been
   * charged.
   */
  public static List<Charge> ofOthers(ModelReply reply) {
    List<Attempt> attempts = reply.attempts();
    int others = attempts.size() - (reply.answer() == null ? 0 : 1);
    return attempts.stream()
        .limit(Math.max(0, others))
        .map(Charge::of)
        .filter(charge -> charge.cost() != null || charge.possible())
        .toList();
  }

  /** Of a row of attempts with outcome, tokens_in, cost and outcome_unknown. */
  public static Charge of(Row attempt) {
    return new Charge(
        attempt.getDouble("cost"),
        ANSWERS.contains(attempt.getString("outcome"))
            || attempt.getLong("tokens_in") != null
            || attempt.getBoolean("outcome_unknown"));
  }

  /** Of those of the rows, with their {@code judge}, that asked the target. */
  public static List<Charge> ofTarget(List<Row> attempts) {
    return attempts.stream().filter(a -> a.getString("judge") == null).map(Charge::of).toList();
  }

  boolean unknown() {
    return cost == null && possible;
  }
}
