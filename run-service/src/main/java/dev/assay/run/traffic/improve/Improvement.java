package dev.assay.run.traffic.improve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.run.platform.db.Rows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A better version of a skill that a model is asked for, and what comes of it.
 *
 * @param run whose failures the model is shown
 * @param modelRun the run that asks the model
 * @param skill that is improved
 * @param fromVersion of it
 * @param version that was made of the proposal, and waits to be adopted; null before
 * @param nextRun the run that asks the inputs again of that version; null before, and for an
 *     optimize
 * @param error why it failed, null when it did not
 */
@Schema(name = "Improvement")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Improvement(
    UUID id,
    Kind kind,
    UUID run,
    State state,
    UUID modelRun,
    String skill,
    int fromVersion,
    @Nullable Integer version,
    @Nullable UUID nextRun,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** What is to come of it. */
  @Schema(name = "ImprovementKind")
  public enum Kind {
    /** A version. */
    @JsonProperty("optimize")
    OPTIMIZE,
    /** A version, and a run of it. */
    @JsonProperty("rerun")
    RERUN;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it is. */
  @Schema(name = "ImprovementState")
  public enum State {
    /** The model has not answered yet. */
    @JsonProperty("asking")
    ASKING,
    /** The version is there, and its run is being launched. */
    @JsonProperty("launching")
    LAUNCHING,
    /** All of it is there. */
    @JsonProperty("done")
    DONE,
    /** Nothing more will come. */
    @JsonProperty("failed")
    FAILED
  }

  static Improvement of(Row row) {
    return new Improvement(
        row.getUUID("id"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getUUID("run_id"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getUUID("model_run"),
        row.getString("skill"),
        row.getInteger("from_version"),
        row.getInteger("version"),
        row.getUUID("next_run"),
        row.getString("error"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "finished_at"));
  }
}
