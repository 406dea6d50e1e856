package dev.assay.run.traffic.links;

import dev.assay.run.platform.db.Rows;
import dev.assay.run.traffic.feedback.EntityType;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link as it is kept; what leads to it is not.
 *
 * @param fields what may be said by it
 * @param by whose feedback it is; null for nobody in particular
 * @param uses how often it may be used
 * @param used how often it was
 * @param expiresAt when it ends
 */
@Schema(name = "FeedbackLink")
public record FeedbackLink(
    UUID id,
    EntityType entityType,
    String entityId,
    List<LinkField> fields,
    @Nullable String by,
    int uses,
    int used,
    Instant expiresAt,
    Instant createdAt) {

  /** What {@link #of} reads, of {@code feedback_links l}. */
  static final String COLUMNS =
      "l.id, l.entity_type, l.entity_id, l.fields, l.author, l.uses, l.used, l.expires_at,"
          + " l.created_at";

  static FeedbackLink of(Row row) {
    return new FeedbackLink(
        row.getUUID("id"),
        EntityType.of(row.getString("entity_type")),
        row.getString("entity_id"),
        Arrays.stream(row.getArrayOfStrings("fields")).map(LinkField::of).toList(),
        row.getString("author"),
        row.getInteger("uses"),
        row.getInteger("used"),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "created_at"));
  }
}
