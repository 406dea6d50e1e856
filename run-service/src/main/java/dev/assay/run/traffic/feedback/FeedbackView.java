package dev.assay.run.traffic.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.Shortened;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Feedback as it is stored.
 *
 * @param byLink whether somebody without a key said it, by a link
 * @param inferred whether a model made the correction of somebody's notes
 * @param inferredFrom the feedback whose notes it was made of
 * @param inferredBy the model
 * @param stands whether it holds: nothing replaced it, and where a model made it of a note, that
 *     note is the newest of those that did not come by a link
 * @param at when it was said
 * @param createdAt when it came
 * @param replacedAt when something else was said under its identifier; null while it holds
 */
@Schema(name = "Feedback")
public record FeedbackView(
    UUID id,
    EntityType entityType,
    String entityId,
    @Nullable String identifier,
    @Nullable @Schema(implementation = Object.class) JsonNode response,
    @Nullable String corrected,
    @Nullable String notes,
    @Nullable Double rating,
    @Nullable String label,
    @Nullable String by,
    boolean byLink,
    boolean inferred,
    @Nullable UUID inferredFrom,
    @Nullable @Schema(ref = "JsonObject") JsonNode inferredBy,
    boolean stands,
    Instant at,
    Instant createdAt,
    @Nullable Instant replacedAt) {

  /** What {@link #of} reads, from {@code feedback f}. */
  static final String COLUMNS =
      """
      f.id, f.entity_type, f.entity_id, f.identifier, f.response::text as response, f.corrected,
      f.notes, f.rating, f.label, f.author, f.by_link, f.inferred, f.inferred_from,
      f.inferred_by::text as inferred_by, f.at, f.created_at, f.replaced_at,
      f.replaced_at is null and %s as stands
      """
          .formatted(Standing.notOutdated("f", false));

  /** How much of {@code f} that is. */
  static final String BYTES = PageFit.bytes("f.response", "f.corrected", "f.notes");

  static FeedbackView of(Row row) {
    return of(row, JsonColumns.tree(row, "response"));
  }

  /** As a list shows it. */
  static FeedbackView listed(Row row) {
    return of(row, Shortened.raw(row.getString("response")));
  }

  private static FeedbackView of(Row row, JsonNode response) {
    return new FeedbackView(
        row.getUUID("id"),
        EntityType.of(row.getString("entity_type")),
        row.getString("entity_id"),
        row.getString("identifier"),
        response,
        row.getString("corrected"),
        row.getString("notes"),
        row.getDouble("rating"),
        row.getString("label"),
        row.getString("author"),
        row.getBoolean("by_link"),
        row.getBoolean("inferred"),
        row.getUUID("inferred_from"),
        JsonColumns.tree(row, "inferred_by"),
        row.getBoolean("stands"),
        Rows.instant(row, "at"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "replaced_at"));
  }
}
