package dev.assay.run.platform.problem;

import dev.assay.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong with a request, so that it is said at once. */
public final class Checks {
  private final List<Violation> violations = new ArrayList<>();
  private ErrorCode code;

  public void violate(String field, String message) {
    violate(ErrorCode.VALIDATION_FAILED, field, message);
  }

  public void violate(ErrorCode why, String field, String message) {
    code = code == null ? why : code;
    violations.add(new Violation(field, message));
  }

  public void addAll(ErrorCode why, List<Violation> more) {
    if (!more.isEmpty()) {
      code = code == null ? why : code;
      violations.addAll(more);
    }
  }

  /** A whole number within bounds, or the default when it is absent or wrong. */
  public int within(String field, Integer given, int least, int most, int otherwise) {
    if (given == null) {
      return otherwise;
    }
    if (given < least || given > most) {
      violate(field, "must be from " + least + " to " + most + "; got " + given + ".");
      return otherwise;
    }
    return given;
  }

  public long within(String field, Long given, long least, long most, long otherwise) {
    if (given == null) {
      return otherwise;
    }
    if (given < least || given > most) {
      violate(field, "must be from " + least + " to " + most + "; got " + given + ".");
      return otherwise;
    }
    return given;
  }

  /**
   * Ends the request when anything is wrong.
   *
   * @throws ProblemException with all violations
   */
  public void done() {
    if (code != null) {
      String first = violations.get(0).field() + ": " + violations.get(0).message();
      String more =
          violations.size() == 1
              ? ""
              : " And " + (violations.size() - 1) + " more; see violations.";
      throw new ProblemException(code, first + more, violations);
    }
  }
}
