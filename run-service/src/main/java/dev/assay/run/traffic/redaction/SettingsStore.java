package dev.assay.run.traffic.redaction;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.Checks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** The rows of settings, one for each workspace that has any. */
@ApplicationScoped
public class SettingsStore {
  private static final TypeReference<List<Rule>> RULES = new TypeReference<>() {};
  private static final String READ =
      "select keep_days, redact::text as redact from traffic_settings where workspace_id = $1";
  private static final String WRITE =
      """
      insert into traffic_settings (workspace_id, keep_days, redact) values ($1, $2, $3::text::json)
      on conflict (workspace_id) do update
      set keep_days = excluded.keep_days, redact = excluded.redact, updated_at = now()
      """;

  private final Db db;

  SettingsStore(Db db) {
    this.db = db;
  }

  /** The same for a request of a workspace that nobody showed a key for. */
  public SettingsStore of(UUID workspace) {
    return new SettingsStore(db.of(workspace));
  }

  /** Those of a workspace. */
  Uni<TrafficSettings> read(UUID workspaceId) {
    return db.query(READ, workspaceId)
        .map(
            rows ->
                Rows.first(rows)
                    .map(
                        row ->
                            new TrafficSettings(
                                row.getInteger("keep_days"),
                                JsonColumns.read(row, "redact", RULES)))
                    .orElse(TrafficSettings.NONE));
  }

  /** Stores them. */
  Uni<Void> write(UUID workspaceId, TrafficSettings settings) {
    return db.query(WRITE, workspaceId, settings.keepDays(), JsonColumns.text(settings.redact()))
        .replaceWithVoid();
  }

  /**
   * Records without what their workspace takes out of them, on a worker thread: a hundred patterns
   * over a large body take a while.
   *
   * @param without makes one of them without it
   */
  public <T> Uni<List<T>> without(
      UUID workspaceId, List<T> records, BiFunction<Redaction, T, T> without) {
    return redaction(workspaceId)
        .flatMap(
            rules ->
                rules.empty()
                    ? Uni.createFrom().item(records)
                    : Sessions.blocking(
                        () -> records.stream().map(one -> without.apply(rules, one)).toList()));
  }

  /** What is taken out of what a workspace sends. */
  Uni<Redaction> redaction(UUID workspaceId) {
    // They were read without a fault when they were stored.
    return read(workspaceId).map(settings -> Redaction.of(settings.redact(), new Checks()));
  }
}
