package dev.assay.run.spending;

import io.vertx.mutiny.sqlclient.Row;
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

  /** Of a row of attempts with outcome, tokens_in, cost and outcome_unknown. */
  public static Charge of(Row attempt) {
    return new Charge(
        attempt.getDouble("cost"),
        ANSWERS.contains(attempt.getString("outcome"))
            || attempt.getLong("tokens_in") != null
            || attempt.getBoolean("outcome_unknown"));
  }

  boolean unknown() {
    return cost == null && possible;
  }
}
