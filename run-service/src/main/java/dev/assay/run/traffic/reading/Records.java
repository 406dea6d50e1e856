package dev.assay.run.traffic.reading;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a body of records came to.
 *
 * @param good those that are valid in themselves, in their order
 * @param places of those, which records of the body they were, from 0
 * @param rejected the others
 */
public record Records<T>(List<T> good, List<Integer> places, Rejected rejected) {
  /** None yet. */
  Records() {
    this(new ArrayList<>(), new ArrayList<>(), new Rejected());
  }

  /** Adds a good one, whose place is after all that were read so far. */
  void add(T record) {
    places.add(good.size() + rejected.count());
    good.add(record);
  }

  /**
   * These records, of which at least one is good.
   *
   * @throws ProblemException VALIDATION_FAILED for none at all, BAD_LINES when all are bad
   */
  public Records<T> some() {
    if (good.isEmpty() && rejected.count() == 0) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Send at least one record: a JSON object, a list of them, or one in each line.",
          List.of(new Violation("", "is empty")));
    }
    if (good.isEmpty()) {
      Violation first = rejected.told().get(0);
      throw new ProblemException(
          ErrorCode.BAD_LINES,
          "Nothing was stored. " + first.field() + ": " + first.message(),
          rejected.told());
    }
    return this;
  }
}
