package dev.assay.run.traffic.slices;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a source has in a window, counted before anything is spent. */
@ApplicationScoped
public class SliceCounts {
  private static final int MOST_VERSIONS = 100;
  private static final String VERSIONS =
      """
      select distinct agent_version from traffic
      where workspace_id = $1 and kind = 'agent_execution' and agent = $2
        and agent_version is not null
      order by agent_version limit $3
      """;

  private final Db db;
  private final SourceSkill skills;

  SliceCounts(Db db, SourceSkill skills) {
    this.db = db.in(Lane.READER);
    this.skills = skills;
  }

  /**
   * Counts of a source in a window.
   *
   * @param total requests and executions in scope
   * @param completed of those: the others have no answer that could be right or wrong
   * @param withFeedback of which somebody said something
   * @param jsonCorrections with a correction in JSON: what the accuracy of fields is measured by
   * @param textCorrections with a correction in words and none in JSON
   * @param inferredCorrections of those, made by a model of somebody's notes
   * @param notesOnly with notes and no correction
   * @param toInfer of those, answers that a model would make a correction for; null where none is
   *     to be inferred
   * @param notesByLink answers whose newest note is left out of that since it came by a link, from
   *     somebody without a key; null where none is to be inferred
   * @param latestActivity when the newest was answered; null for none
   */
  @Schema(name = "TrafficCounts")
  public record Counts(
      long total,
      long completed,
      long withFeedback,
      long jsonCorrections,
      long textCorrections,
      long inferredCorrections,
      long notesOnly,
      @Nullable Long toInfer,
      @Nullable Long notesByLink,
      @Nullable Instant latestActivity) {
    private static Counts of(Row row, boolean inferring) {
      return new Counts(
          row.getLong("total"),
          row.getLong("completed"),
          row.getLong("with_feedback"),
          row.getLong("json_corrections"),
          row.getLong("text_corrections"),
          row.getLong("inferred_corrections"),
          row.getLong("notes_only"),
          inferring ? row.getLong("inferable") : null,
          inferring ? row.getLong("left_out") : null,
          Rows.instant(row, "latest"));
    }
  }

  /** Counts what a source has. */
  public Uni<Counts> of(UUID workspaceId, TrafficSource source) {
    return source.inferCorrections() == null
        ? counted(workspaceId, source, null)
        : skills
            .of(workspaceId, source)
            .flatMap(skill -> counted(workspaceId, source, SourceSkill.schema(skill) != null));
  }

  private Uni<Counts> counted(UUID workspaceId, TrafficSource source, Boolean schema) {
    SliceQuery.Statement statement =
        SliceQuery.of(workspaceId, source).count(source.limit(), schema);
    return db.query(statement.sql(), statement.parameters())
        .map(rows -> Counts.of(Rows.one(rows), schema != null));
  }

  /** Says why a source has nothing in its window, and what there is instead. */
  Uni<String> whyEmpty(UUID workspaceId, TrafficSource source) {
    TrafficSource always =
        new TrafficSource(source.sourceType(), source.id(), null, null, null, null, null);
    return of(workspaceId, always)
        .flatMap(
            ever ->
                source.agentVersion() == null
                    ? Uni.createFrom().item(why(source, ever, List.of()))
                    : db.query(VERSIONS, workspaceId, source.id(), MOST_VERSIONS)
                        .map(rows -> Rows.list(rows, row -> row.getString("agent_version")))
                        .map(known -> why(source, ever, known)));
  }

  private static String why(TrafficSource source, Counts ever, List<String> versions) {
    if (ever.total() == 0) {
      return "Nothing was logged of the "
          + source.named()
          + "; GET /v1/traffic/sources says what there is.";
    }
    if (source.agentVersion() != null
        && versions.size() < MOST_VERSIONS
        && !versions.contains(source.agentVersion())) {
      return "The agent "
          + source.id()
          + " has no version "
          + source.agentVersion()
          + (versions.isEmpty() ? "." : "; it has " + String.join(", ", versions) + ".");
    }
    return "The window has nothing of the "
        + source.named()
        + "; "
        + ever.total()
        + " in all, the latest at "
        + ever.latestActivity()
        + ".";
  }
}
