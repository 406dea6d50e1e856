package dev.assay.run.platform.problem;

import dev.assay.common.error.ErrorCode;
import java.util.List;

/** Ends a request with {@code application/problem+json}. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Violation> violations;

  /** With a sentence that says what to do. */
  public ProblemException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  /** With a sentence that says what to do, and every field that is wrong. */
  public ProblemException(ErrorCode code, String detail, List<Violation> violations) {
    // Expected and answered: the stack is of no use to anybody and costs time under load.
    super(detail, null, false, false);
    this.code = code;
    this.violations = List.copyOf(violations);
  }

  /** For something that does not exist, or belongs to somebody else: nobody can tell which. */
  public static ProblemException notFound(String what, Object name) {
    return new ProblemException(
        ErrorCode.NOT_FOUND, "There is no " + what + " " + name + " in this workspace.");
  }

  /** The stable code. */
  public ErrorCode code() {
    return code;
  }

  /** What is wrong field by field; empty when it is not about fields. */
  public List<Violation> violations() {
    return violations;
  }
}
