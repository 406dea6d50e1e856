package dev.assay.run.verdict.labels;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of one request, each with the place where it stood, so that whatever is wrong can be
 * said of that place.
 */
final class GivenLabels {
  /** Most labels of one request. */
  static final int MOST = 10_000;

  // A file of another kind is wrong in every line; nobody reads more of them.
  private static final int MOST_TOLD = 100;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTE = 10_000;

  private final List<Given> labels = new ArrayList<>();
  private final List<Violation> wrong = new ArrayList<>();
  private int wrongInAll;
  private int empty;

  /**
   * One label.
   *
   * @param line of an uploaded file, from 1; null in a JSON body
   * @param index in a JSON body, from 0
   */
  record Given(Label label, Long line, int index) {
    Violation wrong(String field, String message) {
      return line == null
          ? new Violation("labels[" + index + "]" + (field.isEmpty() ? "" : "." + field), message)
          : Violation.inLine(line, null, (field.isEmpty() ? "" : field + " ") + message);
    }

    private String place() {
      return line == null ? "labels[" + index + "]" : "line " + line;
    }
  }

  /** Those of a JSON body. */
  static GivenLabels of(List<Label> labels, String scorer, String by) {
    GivenLabels given = new GivenLabels();
    for (int i = 0; labels != null && i < labels.size(); i++) {
      Label label =
          labels.get(i) == null
              ? new Label(null, null, null, null, null, null, null, null)
              : labels.get(i);
      given.labels.add(new Given(label.or(scorer, by), null, i));
    }
    return given;
  }

  /** Adds one of a file. */
  void add(Label label, long line) {
    if (labels.size() == MOST) {
      throw tooMany();
    }
    labels.add(new Given(label, line, labels.size()));
  }

  /** Counts a row of a file in which nobody has said anything. */
  void addEmpty() {
    empty++;
  }

  /** Adds something that is wrong with a file. */
  void wrong(long line, String message) {
    wrong(Violation.inLine(line, null, message));
  }

  /** Adds something that is wrong. */
  void wrong(Violation violation) {
    wrongInAll++;
    if (wrong.size() < MOST_TOLD) {
      wrong.add(violation);
    }
  }

  List<Given> labels() {
    return labels;
  }

  /** For the comparison of two requests with the same key. */
  List<Label> content() {
    return labels.stream().map(Given::label).toList();
  }

  int empty() {
    return empty;
  }

  /** Looks at each label by itself; fails with what is wrong. */
  GivenLabels checked() {
    if (labels.size() > MOST) {
      throw tooMany();
    }
    Map<List<Object>, Given> seen = new HashMap<>();
    for (Given given : labels) {
      check(given);
      Label l = given.label();
      Given before =
          l.itemId() == null
              ? null
              : seen.putIfAbsent(
                  List.of(l.itemId(), l.repeatOrFirst(), String.valueOf(l.scorer()), l.rater()),
                  given);
      if (before != null) {
        wrong(
            given.wrong("", "is of the same answer, scorer and person as " + before.place() + "."));
      }
    }
    done();
    if (labels.isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          empty > 0
              ? "No row of the file has a verdict: fill in the column passed or score."
              : "Give the labels as labels: [{item_id, scorer, passed}].",
          List.of(new Violation("labels", "is missing or empty")));
    }
    return this;
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED, "At most " + MOST + " labels at a time; send more requests.");
  }

  private void check(Given given) {
    Label l = given.label();
    if (l.itemId() == null && l.position() == null) {
      wrong(given.wrong("item_id", "is missing: name the item, or give its position."));
    }
    if (l.repeat() != null && l.repeat() < 0) {
      wrong(given.wrong("repeat", "counts from 0."));
    }
    if (l.scorer() == null || l.scorer().isBlank()) {
      wrong(given.wrong("scorer", "is missing: give the key of a scorer of the run."));
    }
    if (l.passed() == null && l.score() == null) {
      wrong(given.wrong("passed", "is missing: say true or false, or give a score."));
    }
    if (l.score() != null && !(l.score() >= 0 && l.score() <= 1)) {
      wrong(given.wrong("score", "must be from 0 to 1."));
    }
    if (l.by() != null && (l.by().isBlank() || l.by().length() > LONGEST_NAME)) {
      wrong(given.wrong("by", "must have 1 to " + LONGEST_NAME + " characters."));
    }
    if (l.note() != null && l.note().length() > LONGEST_NOTE) {
      wrong(given.wrong("note", "must have at most " + LONGEST_NOTE + " characters."));
    }
  }

  /** Fails when anything is wrong, with the first hundred of it. */
  void done() {
    if (!wrong.isEmpty()) {
      Violation first = wrong.get(0);
      String more = wrongInAll == 1 ? "" : " And " + (wrongInAll - 1) + " more; see violations.";
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Nothing was stored. " + first.field() + ": " + first.message() + more,
          wrong);
    }
  }
}
