package dev.assay.run.platform.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of what was asked for. */
public enum AuditOutcome {
  /** It was done. */
  @JsonProperty("done")
  DONE("status < 400"),
  /** Whoever asked may not: no valid key, not the scope, too many requests. */
  @JsonProperty("denied")
  DENIED("status in (401, 403, 429)"),
  /** What was asked for cannot be: it is not there, or not right. */
  @JsonProperty("refused")
  REFUSED("status between 400 and 499 and status not in (401, 403, 429)"),
  /** It went wrong. */
  @JsonProperty("failed")
  FAILED("status >= 500");

  private static final Set<Integer> DENYING = Set.of(401, 403, 429);

  private final String condition;

  AuditOutcome(String condition) {
    this.condition = condition;
  }

  /** Which entries have it, in SQL over the columns of the log. */
  String condition() {
    return "(" + condition + ")";
  }

  /** What the status of an answer says. */
  static AuditOutcome of(int status) {
    if (status < 400) {
      return DONE;
    }
    if (status >= 500) {
      return FAILED;
    }
    return DENYING.contains(status) ? DENIED : REFUSED;
  }

  /** By name; fails with INVALID_REQUEST for one that is not known. */
  static AuditOutcome of(String name) {
    return Stream.of(values())
        .filter(each -> each.wire().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    "outcome must be of "
                        + Stream.of(values())
                            .map(AuditOutcome::wire)
                            .collect(Collectors.joining(", "))
                        + "; got "
                        + name
                        + "."));
  }

  private String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
