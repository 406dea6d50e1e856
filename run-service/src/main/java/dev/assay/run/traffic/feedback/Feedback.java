package dev.assay.run.traffic.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody says of an answer; at least one of response, corrected, notes, rating and label.
 *
 * @param entityType what it is of
 * @param entityId your own id of that
 * @param identifier the same again for the same entity replaces what was said under it; null for
 *     one more opinion
 * @param response the corrected answer as JSON, an object or a list
 * @param corrected the corrected answer as text
 * @param notes a remark in words
 * @param rating how good the answer is; whatever scale you use
 * @param label a word for it, such as {@code wrong_currency}
 * @param by who says so
 * @param at when it was said; now, when not given
 */
@Schema(
    name = "FeedbackInput",
    examples =
        """
        {"entity_type": "request", "entity_id": "req-1", "response": {"total": 118.0,
         "currency": "EUR"}, "notes": "the total is without tips", "by": "reviewer 2"}
        """)
public record Feedback(
    EntityType entityType,
    String entityId,
    String identifier,
    @Schema(implementation = Object.class) JsonNode response,
    String corrected,
    String notes,
    Double rating,
    String label,
    String by,
    OffsetDateTime at) {}
