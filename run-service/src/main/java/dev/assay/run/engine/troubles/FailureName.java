package dev.assay.run.engine.troubles;

import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;

/**
 * Says what failed in few words, for people who may not see the log. Only what was written for
 * people is quoted: any other message may hold what is nobody else's business.
 */
public final class FailureName {
  private FailureName() {}

  /** Such as {@code SQLSTATE 22P05}; without a full stop, to stand in brackets. */
  public static String of(Throwable failure) {
    if (SqlStates.isTooSlow(failure)) {
      return "the database took longer than assay.db.engine.statement or assay.db.transaction";
    }
    if (failure instanceof ProblemException problem) {
      String sentence = problem.getMessage();
      return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
    String state = SqlStates.of(failure);
    return state.isEmpty() ? failure.getClass().getSimpleName() : "SQLSTATE " + state;
  }
}
