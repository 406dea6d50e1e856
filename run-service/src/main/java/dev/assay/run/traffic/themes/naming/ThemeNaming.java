package dev.assay.run.traffic.themes.naming;

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
 * That a model was asked for names of what the notes of a run speak of, and what came of it.
 *
 * @param run whose notes they are
 * @param modelRun the run that asks the model
 * @param provider of the model
 * @param model that is asked
 * @param named how many themes have a name by it; null before
 * @param refused how many it gave no name that can be taken; null before
 * @param error why there are no names, null where that is not so
 */
@Schema(name = "ThemeNaming")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ThemeNaming(
    UUID id,
    UUID run,
    State state,
    UUID modelRun,
    String provider,
    String model,
    @Nullable Integer named,
    @Nullable Integer refused,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** How far it is. */
  @Schema(name = "ThemeNamingState")
  public enum State {
    /** The model has not answered yet. */
    @JsonProperty("asking")
    ASKING,
    /** Its names are there, as far as it gave some. */
    @JsonProperty("done")
    DONE,
    /** There are none, and none will come. */
    @JsonProperty("failed")
    FAILED
  }

  static ThemeNaming of(Row row, GivenNames names) {
    return new ThemeNaming(
        row.getUUID("id"),
        row.getUUID("run_id"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getUUID("model_run"),
        row.getString("provider"),
        row.getString("model"),
        names == null ? null : (Integer) names.named(),
        names == null ? null : (Integer) (names.names().size() - names.named()),
        row.getString("error"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "finished_at"));
  }
}
