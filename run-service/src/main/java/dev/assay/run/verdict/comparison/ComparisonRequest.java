package dev.assay.run.verdict.comparison;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be compared: two to ten runs, or the runs of a group.
 *
 * @param runs ids of runs
 * @param group of runs launched together, instead of {@code runs}
 * @param baseline id of the run, or the alias, that the others are compared with; the first one
 *     when not given
 * @param by {@code run} (the default), or {@code alias}: all runs of one alias together are a side
 */
@Schema(name = "ComparisonRequest")
public record ComparisonRequest(List<UUID> runs, UUID group, String baseline, String by) {
  static final int MOST = 10;

  /**
   * What a query asks for.
   *
   * @param ids of runs with commas between them, null for none
   * @throws ProblemException with INVALID_REQUEST when one of them is no id
   */
  public static ComparisonRequest ofQuery(String ids, UUID group, String baseline, String by) {
    return new ComparisonRequest(ids == null ? null : ids(ids), group, baseline, by);
  }

  private static List<UUID> ids(String text) {
    try {
      return Arrays.stream(text.split(",")).map(String::strip).map(UUID::fromString).toList();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "runs must be ids of runs with commas between them.");
    }
  }

  /** Fails with VALIDATION_FAILED and a sentence when it asks for nothing that can be compared. */
  void check() {
    boolean some = runs != null && !runs.isEmpty();
    if (some == (group != null)) {
      throw bad("runs", "must be given, or a group instead of it");
    }
    if (by != null && !by.equals("run") && !by.equals("alias")) {
      throw bad("by", "must be run or alias");
    }
    if (some) {
      Set<UUID> distinct = new LinkedHashSet<>(runs);
      if (distinct.size() != runs.size()) {
        throw bad("runs", "names a run twice");
      }
      if (runs.size() < 2 || runs.size() > MOST) {
        throw bad("runs", "must be two to " + MOST + " ids");
      }
    }
  }

  boolean byAlias() {
    return "alias".equals(by);
  }

  static ProblemException bad(String field, String message) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The field " + field + " " + message + ".",
        List.of(new Violation(field, message)));
  }
}
