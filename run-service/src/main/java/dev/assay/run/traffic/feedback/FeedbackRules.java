package dev.assay.run.traffic.feedback;

import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.reading.Moments;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What feedback must be like, beside being of the right form. */
public final class FeedbackRules {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTE = 20_000;

  private FeedbackRules() {}

  /** What is wrong with it; empty when it can be taken. */
  public static Optional<Violation> wrong(Feedback f) {
    if (f.entityType() == null) {
      return wrong("entity_type", "is missing: request, agent_execution, chat or span.");
    }
    if (f.entityId() == null) {
      return wrong("entity_id", "is missing: the id under which the answer was logged.");
    }
    if (f.response() != null && !f.response().isNull() && !f.response().isContainerNode()) {
      return wrong(
          "response", "must be a JSON object or a list; give a corrected text as corrected.");
    }
    if (saysNothing(f)) {
      return wrong("", "says nothing: give response, corrected, notes, rating or label.");
    }
    if (f.rating() != null && !Double.isFinite(f.rating())) {
      return wrong("rating", "must be a number.");
    }
    if (f.notes() != null && f.notes().length() > LONGEST_NOTE) {
      return wrong("notes", "must have at most " + LONGEST_NOTE + " characters.");
    }
    return time(f.at())
        .or(() -> name("entity_id", f.entityId()))
        .or(() -> name("identifier", f.identifier()))
        .or(() -> name("label", f.label()))
        .or(() -> name("by", f.by()));
  }

  private static boolean saysNothing(Feedback f) {
    boolean response = f.response() != null && !f.response().isNull();
    boolean notes = f.notes() != null && !f.notes().isBlank();
    return !response && !notes && f.corrected() == null && f.rating() == null && f.label() == null;
  }

  /** The newest counts: what claims to be of a time to come would count for good. */
  private static Optional<Violation> time(OffsetDateTime at) {
    return Moments.wrong(at)
        .flatMap(said -> wrong("at", said + "; leave it out where it is said now."));
  }

  private static Optional<Violation> name(String field, String text) {
    return text != null && (text.isBlank() || text.length() > LONGEST_NAME)
        ? wrong(field, "must have 1 to " + LONGEST_NAME + " characters.")
        : Optional.empty();
  }

  private static Optional<Violation> wrong(String field, String message) {
    return Optional.of(new Violation(field, message));
  }
}
