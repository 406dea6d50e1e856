package dev.assay.run.traffic.links;

import dev.assay.run.platform.problem.Checks;
import dev.assay.run.traffic.feedback.EntityType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link to be made.
 *
 * @param entityType what is spoken of by it
 * @param entityId your own id of that
 * @param expiresInS how many seconds it holds, at most 90 days; 7 days, when not given
 * @param fields what may be said by it; rating and notes, when not given
 * @param by whose feedback it is; null for nobody in particular
 * @param uses how often it may be used, at most 100; once, when not given
 */
@Schema(
    name = "FeedbackLinkInput",
    examples =
        """
        {"entity_type": "request", "entity_id": "req-1", "fields": ["rating", "notes"],
         "by": "customer 17", "expires_in_s": 86400}
        """)
public record LinkInput(
    EntityType entityType,
    String entityId,
    Integer expiresInS,
    List<LinkField> fields,
    String by,
    Integer uses) {
  private static final int USUAL_S = 604_800;
  private static final int LONGEST_S = 7_776_000;
  private static final int MOST_USES = 100;
  private static final int LONGEST_NAME = 200;

  /** With what is usual where it says nothing; fails with everything that is wrong. */
  LinkInput complete() {
    Checks checks = new Checks();
    if (entityType == null) {
      checks.violate("entity_type", "is missing: request, agent_execution, chat or span.");
    }
    name("entity_id", entityId == null ? "" : entityId, checks);
    name("by", by, checks);
    if (fields != null && (fields.isEmpty() || fields.contains(null))) {
      checks.violate(
          "fields", "must name at least one of rating, notes, label, corrected and response.");
    }
    LinkInput complete =
        new LinkInput(
            entityType,
            entityId,
            checks.within("expires_in_s", expiresInS, 1, LONGEST_S, USUAL_S),
            fields == null ? List.of(LinkField.RATING, LinkField.NOTES) : fields,
            by,
            checks.within("uses", uses, 1, MOST_USES, 1));
    checks.done();
    return complete;
  }

  private static void name(String field, String text, Checks checks) {
    if (text != null && (text.isBlank() || text.length() > LONGEST_NAME)) {
      checks.violate(field, "must have 1 to " + LONGEST_NAME + " characters.");
    }
  }
}
