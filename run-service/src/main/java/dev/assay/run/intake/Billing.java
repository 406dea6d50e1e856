package dev.assay.run.intake;

import dev.assay.common.message.Attempt;
import dev.assay.common.message.ModelReply;
import java.util.ArrayList;
import java.util.List;

/** What a reply's attempts were charged beside the one that brought its answer. */
final class Billing {
  private Billing() {}

  /**
   * The costs of attempts that did not bring the answer; null for one that may have been charged
   * nobody knows how much. Attempts that were refused before they were charged are not in it.
   */
  static List<Double> ofOthers(ModelReply reply) {
    List<Attempt> attempts = reply.attempts();
    int others = attempts.size() - (reply.answer() == null ? 0 : 1);
    List<Double> costs = new ArrayList<>();
    attempts.stream()
        .limit(Math.max(0, others))
        .filter(a -> a.cost() != null || mayBeCharged(a))
        .forEach(a -> costs.add(a.cost()));
    return costs;
  }

  private static boolean mayBeCharged(Attempt attempt) {
    return attempt.outcome().isAnswer() || attempt.usage() != null || attempt.outcomeUnknown();
  }
}
