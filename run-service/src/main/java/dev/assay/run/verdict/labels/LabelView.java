package dev.assay.run.verdict.labels;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.platform.db.Rows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A label as stored, beside what the scorer says of the same answer now.
 *
 * @param by null for nobody in particular
 * @param stale the answer was replaced since: the label counts for nothing until it is given again
 * @param judged what the scorer says; null when it has not spoken
 */
@Schema(name = "HumanLabelView")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LabelView(
    UUID id,
    UUID run,
    String itemId,
    int position,
    int repeat,
    String scorer,
    @Nullable Boolean passed,
    @Nullable Double score,
    @Nullable String by,
    @Nullable String note,
    boolean stale,
    @Nullable Judged judged,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A score beside a label.
   *
   * @param passport the judge's identity; null when no judge was asked
   */
  @Schema(name = "HumanLabelJudged")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Judged(
      @Nullable Double score, @Nullable Boolean passed, @Nullable String passport) {}

  static LabelView of(Row row) {
    String status = row.getString("judged_status");
    String rater = row.getString("rater");
    return new LabelView(
        row.getUUID("id"),
        row.getUUID("run_id"),
        row.getString("item_id"),
        row.getInteger("position"),
        row.getInteger("repeat"),
        row.getString("key"),
        row.getBoolean("passed"),
        row.getDouble("score"),
        rater.isEmpty() ? null : rater,
        row.getString("note"),
        row.getBoolean("stale"),
        status == null
            ? null
            : new Judged(
                row.getDouble("judged_score"),
                row.getBoolean("judged_passed"),
                row.getString("passport")),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
