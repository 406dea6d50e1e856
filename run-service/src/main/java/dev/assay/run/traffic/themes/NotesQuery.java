package dev.assay.run.traffic.themes;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads the notes on the items of a run. */
@ApplicationScoped
public class NotesQuery {
  /**
   * SQL of the note on an item, {@code i}; of a long one the beginning. A note that somebody wrote
   * has less; what an uploaded item calls a note may be anything.
   */
  public static final String NOTE =
      """
      left(i.body->'extra'->>'notes', 2000)
        || case when length(i.body->'extra'->>'notes') > 2000 then '…' else '' end
      """;

  private static final String NOTES =
      """
      select i.item_id, %s as note
      from runs r join items i on i.dataset_version_id = r.dataset_version_id
      where r.id = $1 and i.body->'extra'->>'notes' is not null
      order by i.position limit $2
      """
          .formatted(NOTE);

  private final Db db;

  NotesQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The newest notes on items of a run; of long ones the beginning. */
  public Uni<List<Themes.Note>> notes(UUID runId) {
    return db.query(NOTES, runId, Themes.MOST_NOTES)
        .map(
            rows ->
                Rows.list(
                    rows, row -> new Themes.Note(row.getString("item_id"), row.getString("note"))));
  }

  /** What they speak of. The notes of a run are frozen with it, so it is the same every time. */
  public Uni<List<Themes.Theme>> themes(UUID runId) {
    return notes(runId)
        // Thousands of notes take a moment to be sorted into themes.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(Themes::of);
  }
}
