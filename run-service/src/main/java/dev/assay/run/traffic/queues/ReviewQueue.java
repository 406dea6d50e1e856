package dev.assay.run.traffic.queues;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.traffic.requests.TrafficKind;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A queue of answers that people look through.
 *
 * @param name unique in the workspace
 * @param description for people
 * @param filter which records may come in
 * @param kinds of records
 * @param rule which of those do
 * @param leaseMinutes how long somebody has an item for himself
 * @param notes remarks that are often right, to choose from
 * @param people who may look; empty for everybody
 * @param filledAt when it was filled last; null for never
 * @param progress how far they are
 */
@Schema(name = "ReviewQueue")
public record ReviewQueue(
    UUID id,
    String name,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String description,
    QueueFilter filter,
    List<TrafficKind> kinds,
    QueueRule rule,
    int leaseMinutes,
    List<String> notes,
    List<String> people,
    Instant createdAt,
    Instant updatedAt,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant filledAt,
    QueueProgress progress) {

  /** What {@link #of} reads, of {@code review_queues q}. */
  static final String SELECT =
      """
      select q.id, q.name, q.description, q.filter::text as filter, q.kinds, q.rule::text as rule,
        q.lease_minutes, q.notes, q.people, q.created_at, q.updated_at, q.filled_at, p.*
      from review_queues q cross join lateral (
      """
          + QueueProgress.SELECT
          + " q.id) p";

  static ReviewQueue of(Row row) {
    return new ReviewQueue(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("description"),
        JsonColumns.read(row, "filter", QueueFilter.class),
        Arrays.stream(row.getArrayOfStrings("kinds")).map(TrafficKind::of).toList(),
        JsonColumns.read(row, "rule", QueueRule.class),
        row.getInteger("lease_minutes"),
        List.of(row.getArrayOfStrings("notes")),
        List.of(row.getArrayOfStrings("people")),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        Rows.instant(row, "filled_at"),
        QueueProgress.of(row));
  }

  /** Its rule alone, to be checked once more: the run of it may be gone. */
  QueueInput ofRule() {
    return new QueueInput(null, null, null, null, rule, null, null, null);
  }
}
