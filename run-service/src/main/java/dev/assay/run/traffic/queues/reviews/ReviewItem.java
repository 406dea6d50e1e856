package dev.assay.run.traffic.queues.reviews;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.traffic.feedback.FeedbackView;
import dev.assay.run.traffic.requests.TrafficKind;
import dev.assay.run.traffic.requests.TrafficView;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An answer that somebody looks at, or has looked at.
 *
 * @param position in the queue, from 1, in the order in which items came in
 * @param by who has it, or has settled it
 * @param leasedUntil how long that person has it; null when nobody does
 * @param settledAt when it was done or skipped
 * @param reason why it was skipped
 * @param record what production did; only of an item that somebody has just got
 * @param schema what the skill's answers must look like; null for any form
 * @param feedback what people have said of it so far
 */
@Schema(name = "ReviewItem")
public record ReviewItem(
    UUID id,
    TrafficKind entityType,
    String entityId,
    int position,
    ItemStatus status,
    @Nullable String by,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant leasedUntil,
    @Nullable Instant settledAt,
    @Nullable String reason,
    @Nullable TrafficView record,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(ref = "JsonObject") JsonNode schema,
    @Nullable List<FeedbackView> feedback) {

  /** A lease that has run out is none. */
  static final String COLUMNS =
      """
      i.id, i.entity_type, i.entity_id, i.position, i.settled_at, i.reason,
      case when i.status = 'leased' and i.leased_until <= now() then 'open' else i.status end
        as status,
      case when i.status = 'leased' and i.leased_until <= now() then null else i.person end
        as person,
      case when i.leased_until > now() then i.leased_until end as leased_until
      """;

  static ReviewItem of(Row row) {
    return new ReviewItem(
        row.getUUID("id"),
        TrafficKind.of(row.getString("entity_type")),
        row.getString("entity_id"),
        row.getInteger("position"),
        ItemStatus.of(row.getString("status")),
        row.getString("person"),
        Rows.instant(row, "leased_until"),
        Rows.instant(row, "settled_at"),
        row.getString("reason"),
        null,
        null,
        null);
  }

  /** The same with all that somebody looks at. */
  ReviewItem showing(TrafficView shown, JsonNode form, List<FeedbackView> said) {
    return new ReviewItem(
        id,
        entityType,
        entityId,
        position,
        status,
        by,
        leasedUntil,
        settledAt,
        reason,
        shown,
        form,
        said);
  }
}
