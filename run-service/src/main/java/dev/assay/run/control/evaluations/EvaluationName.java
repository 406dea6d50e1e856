package dev.assay.run.control.evaluations;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What an evaluation can be called, so that a path and {@code name@version} can name it again. */
final class EvaluationName {
  private static final Pattern ALLOWED = Pattern.compile("[^/\\\\@\\p{Cntrl}]{1,200}");

  private EvaluationName() {}

  /**
   * Refuses a name that could be saved and never be asked for.
   *
   * @param name null when none was given
   */
  static void check(String name) {
    if (name == null || name.isBlank()) {
      throw refused("Give the evaluation a name.", "is missing");
    }
    // Dots alone are steps of a path.
    if (!ALLOWED.matcher(name).matches()
        || !name.equals(name.strip())
        || ".".equals(name)
        || "..".equals(name)) {
      throw refused(
          "An evaluation cannot be saved under this name: a path and name@version must be able to"
              + " name it. Leave out / \\ and @, such as support-qa.",
          "must have 1 to 200 characters without / \\ and @, and no space at either end");
    }
  }

  /** The name as a part of a path. */
  static String inPath(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ProblemException refused(String sentence, String detail) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED, sentence, List.of(new Violation("name", detail)));
  }
}
