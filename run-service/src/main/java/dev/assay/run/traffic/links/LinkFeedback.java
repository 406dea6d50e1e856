package dev.assay.run.traffic.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.feedback.Feedback;
import dev.assay.run.traffic.feedback.FeedbackRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody says by a link; only what the link takes.
 *
 * @param rating how good the answer is
 * @param notes a remark in words
 * @param label a word for it
 * @param corrected the corrected answer as text
 * @param response the corrected answer as JSON, an object or a list
 */
@Schema(
    name = "FeedbackByLink",
    examples =
        """
        {"rating": 4, "notes": "the total is without tips"}
        """)
public record LinkFeedback(
    Double rating,
    String notes,
    String label,
    String corrected,
    @Schema(implementation = Object.class) JsonNode response) {

  /** As feedback of what the link is of; fails with what is wrong with it. */
  Feedback by(FeedbackLink link) {
    List<LinkField> others = given().stream().filter(f -> !link.fields().contains(f)).toList();
    if (!others.isEmpty()) {
      String takes =
          "is nothing that this link takes; it takes "
              + link.fields().stream().map(LinkField::wire).collect(Collectors.joining(", "));
      throw new ProblemException(
          ErrorCode.UNKNOWN_FIELD,
          "The field " + others.get(0).wire() + " " + takes + ".",
          others.stream().map(field -> new Violation(field.wire(), takes)).toList());
    }
    Feedback feedback =
        new Feedback(
            link.entityType(),
            link.entityId(),
            null,
            response,
            corrected,
            notes,
            rating,
            label,
            link.by(),
            null);
    FeedbackRules.wrong(feedback)
        .ifPresent(
            wrong -> {
              throw new ProblemException(
                  ErrorCode.VALIDATION_FAILED,
                  "What is said is not valid: " + wrong.field() + " " + wrong.message(),
                  List.of(wrong));
            });
    return feedback;
  }

  private Set<LinkField> given() {
    Set<LinkField> given = EnumSet.noneOf(LinkField.class);
    add(given, LinkField.RATING, rating);
    add(given, LinkField.NOTES, notes);
    add(given, LinkField.LABEL, label);
    add(given, LinkField.CORRECTED, corrected);
    add(given, LinkField.RESPONSE, response == null || response.isNull() ? null : response);
    return given;
  }

  private static void add(Set<LinkField> given, LinkField field, Object value) {
    if (value != null) {
      given.add(field);
    }
  }
}
