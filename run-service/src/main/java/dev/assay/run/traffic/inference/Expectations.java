package dev.assay.run.traffic.inference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pieces.Pieces;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.traffic.feedback.Standing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Gives the items of a run that has waited what is right by now of the answers that had notes only.
 * A version of a dataset never changes, and others may be over it: the items become another one.
 */
@ApplicationScoped
class Expectations {
  private static final int PIECE = 1_000;
  // Bodies are large: they are looked at once for each item, in whatever order notes are looked
  // for.
  private static final String NOTE =
      """
      join lateral (
        select (i.body->'extra'->>'note_id')::uuid as id
        where i.body->'extra'->'original' is not null
        offset 0
      ) named on true
      left join feedback note on note.workspace_id = $2 and note.id = named.id
      """;

  private final Db db;
  private final DatasetImport datasets;

  Expectations(Db db, DatasetImport datasets) {
    this.db = db;
    this.datasets = datasets;
  }

  /**
   * Makes or finds the version with what is right; a null item when nothing is known of any.
   *
   * @param name of the dataset
   * @param version that the run is over
   * @param links whether notes that came by a link count for it
   */
  Uni<DatasetVersion> of(UUID workspaceId, String name, UUID version, boolean links) {
    return db.of(workspaceId)
        .in(Lane.READER)
        .query(any(links), version, workspaceId)
        .flatMap(
            rows ->
                Rows.one(rows).getBoolean("known")
                    ? datasets.frozen(
                        workspaceId,
                        name,
                        sink -> fill(new Filling(workspaceId, version, read(links), sink)))
                    : Uni.createFrom().nullItem());
  }

  /** What is right of items that have a note. */
  private static String said(boolean links) {
    Standing.Answer answer =
        new Standing.Answer("note.workspace_id", "note.entity_type", "note.entity_id");
    return NOTE + Standing.truth(answer, links);
  }

  private static String any(boolean links) {
    return "select exists (select 1 from items i\n"
        + said(links)
        + "where i.dataset_version_id = $1 and truth.response is not null) as known";
  }

  /** All items, with what is right of those that have a note. */
  static String read(boolean links) {
    return Pieces.page(
            "i.position",
            List.of("i.body", "truth.response"),
            "items i\nleft " + said(links) + "where i.dataset_version_id = $1 and i.position > $3",
            "position",
            "$4")
        + """
        select i.position, i.item_id, i.section, i.label, i.body::text as body,
          truth.response::text as truth, truth.author as truth_by, truth.inferred as truth_inferred
        from page join items i on i.dataset_version_id = $1 and i.position = page.position
        left
        """
        + said(links)
        + "where "
        + Pieces.WITHIN
        + " order by i.position";
  }

  private Uni<Void> fill(Filling filling) {
    return InOrder.whileMore(() -> piece(filling));
  }

  private Uni<Boolean> piece(Filling filling) {
    return db.of(filling.workspaceId)
        .in(Lane.READER)
        .query(filling.read, filling.version, filling.workspaceId, filling.last, PIECE)
        // Items are large: they are read where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(Rows::list)
        .invoke(rows -> rows.forEach(filling::add))
        // A piece may be shorter than wanted for the size of what is in it.
        .map(rows -> !rows.isEmpty());
  }

  /** How far a sink is filled. */
  private static final class Filling {
    private final UUID workspaceId;
    private final UUID version;
    private final String read;
    private final ItemSink sink;
    private int last = -1;
    private long number;

    Filling(UUID workspaceId, UUID version, String read, ItemSink sink) {
      this.workspaceId = workspaceId;
      this.version = version;
      this.read = read;
      this.sink = sink;
    }

    void add(Row row) {
      last = row.getInteger("position");
      number++;
      sink.accept(
          number,
          number,
          new ParsedItem(
              row.getString("item_id"),
              row.getString("section"),
              row.getString("label"),
              row.getString("truth") == null ? row.getString("body") : known(row)));
    }

    private static String known(Row row) {
      ObjectNode body = (ObjectNode) JsonColumns.tree(row, "body");
      body.set("expected", JsonColumns.tree(row, "truth"));
      ObjectNode extra = (ObjectNode) body.get("extra");
      if (row.getString("truth_by") != null) {
        extra.put("corrected_by", row.getString("truth_by"));
      }
      extra.put("inferred", row.getBoolean("truth_inferred"));
      return JsonColumns.text(body);
    }
  }
}
