package dev.assay.run.traffic.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
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
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.slices.SliceName;
import dev.assay.run.traffic.slices.SlicedRow;
import dev.assay.run.traffic.slices.Slices;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Answers that people noted something of and did not correct, as items of the run that does. */
@ApplicationScoped
class Notes {
  /** Where the note stands in the extra of an item, and where its id and the answer do. */
  static final String NOTE = "note";

  static final String NOTE_ID = SlicedRow.NOTE_ID;
  static final String ANSWER = "answer";

  private static final int PIECE = 1_000;
  private static final int LOOKED_AT = 100;
  static final String FROZEN =
      Pieces.page(
              "i.position",
              List.of("i.body"),
              """
              items i
              where i.dataset_version_id = $1 and i.position > $2
                and i.body->'extra'->>'note_id' is not null
                and i.body->'extra'->'original' is not null
              """,
              "position",
              "$3")
          + """
          select i.position, i.item_id, i.body::text as body
          from page join items i on i.dataset_version_id = $1 and i.position = page.position
          where
          """
          + Pieces.WITHIN
          + " order by i.position";

  private final Db db;
  private final Slices slices;
  private final DatasetImport datasets;

  Notes(Db db, Slices slices, DatasetImport datasets) {
    this.db = db;
    this.slices = slices;
    this.datasets = datasets;
  }

  /**
   * The items as the dataset of a launch: stored in a version when the run's own are, and else some
   * of them inline.
   *
   * @param run over stored answers
   * @param schema of the answers, null where none says what they look like
   * @return a null item when there are none
   */
  Uni<ObjectNode> of(ResolvedRun run, JsonNode schema) {
    TrafficSource source = run.spec().target().traffic();
    return run.unstored() == null
        ? frozen(run, SliceName.ofNotes(source), schema)
        : slices
            .inferable(run.workspaceId(), source, schema != null, LOOKED_AT)
            .map(found -> inline(SliceName.ofNotes(source), found));
  }

  private static ObjectNode inline(String name, List<ScoringItem> found) {
    if (found.isEmpty()) {
      return null;
    }
    ObjectNode dataset = Json.mapper().createObjectNode().put("name", name);
    found.forEach(
        item ->
            dataset.withArray("items").add(body(item.input(), item.extra()).put("id", item.id())));
    return dataset;
  }

  private Uni<ObjectNode> frozen(ResolvedRun run, String name, JsonNode schema) {
    return datasets
        .frozen(run.workspaceId(), name, sink -> fill(run, new Filling(sink, schema != null)))
        .map(Notes::named)
        .onFailure(Notes::isEmpty)
        .recoverWithNull();
  }

  private static ObjectNode named(DatasetVersion version) {
    return Json.mapper()
        .createObjectNode()
        .put("name", version.name())
        .put("version", version.version());
  }

  private static boolean isEmpty(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.EMPTY_DATASET;
  }

  private Uni<Void> fill(ResolvedRun run, Filling filling) {
    return InOrder.whileMore(() -> piece(run, filling));
  }

  private Uni<Boolean> piece(ResolvedRun run, Filling filling) {
    UUID version = run.datasetVersionId();
    return db.of(run.workspaceId())
        .in(Lane.READER)
        .query(FROZEN, version, filling.last, PIECE)
        // Items are large: they are read where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(Rows::list)
        .invoke(rows -> rows.forEach(filling::add))
        // A piece may be shorter than wanted for the size of what is in it.
        .map(rows -> !rows.isEmpty());
  }

  private static ObjectNode body(JsonNode input, JsonNode extra) {
    ObjectNode body = Json.mapper().createObjectNode();
    // Nothing was asked that is known.
    body.set("input", input == null || input.isNull() ? TextNode.valueOf("") : input);
    ObjectNode own = body.putObject("extra");
    own.set(
        NOTE,
        extra.hasNonNull(SlicedRow.COUNTED_NOTE)
            ? extra.get(SlicedRow.COUNTED_NOTE)
            : extra.get(SlicedRow.NOTES));
    own.set(NOTE_ID, extra.get(NOTE_ID));
    own.set(ANSWER, extra.get(SlicedRow.ORIGINAL).get("output"));
    return body;
  }

  /** How far a sink is filled. */
  private static final class Filling {
    private final ItemSink sink;
    private final boolean guided;
    private int last = -1;
    private long number;

    Filling(ItemSink sink, boolean guided) {
      this.sink = sink;
      this.guided = guided;
    }

    void add(Row row) {
      last = row.getInteger("position");
      JsonNode item = JsonColumns.tree(row, "body");
      ObjectNode body = body(item.get("input"), item.get("extra"));
      if (guided || Shape.of(body.get("extra").get(ANSWER)) != null) {
        number++;
        sink.accept(
            number,
            number,
            new ParsedItem(row.getString("item_id"), null, null, JsonColumns.text(body)));
      }
    }
  }
}
