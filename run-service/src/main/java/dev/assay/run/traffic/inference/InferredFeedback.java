package dev.assay.run.traffic.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pieces.Pieces;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.traffic.asking.WrittenJson;
import dev.assay.run.traffic.feedback.Standing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Stores what a model made of notes as feedback that says so. Storing it again changes nothing: of
 * one note there is one correction, and where a person gave one there is none. What was made of an
 * older note stays beside it, and no longer {@link Standing stands}.
 */
@ApplicationScoped
class InferredFeedback {
  private static final int PIECE = 1_000;
  private static final String OF =
      """
      select workspace_id, provider_name, model, total, errored + skipped + cancelled as unanswered,
        spec::text as spec
      from runs where id = $1
      """;
  private static final String OF_UNITS =
      """
      join answers a on a.run_id = u.run_id and a.n = u.n
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      """;
  static final String ANSWERS =
      Pieces.page(
              "u.n",
              List.of("a.output", "i.body"),
              """
              runs r
              join units u on u.run_id = r.id and u.n > $2 and u.status in ('passed', 'failed')
              """
                  + OF_UNITS
                  + "where r.id = $1",
              "n",
              "$3")
          + """
          select u.n, u.status, a.output::text as output, i.body::text as body
          from runs r
          join page on true
          join units u on u.run_id = r.id and u.n = page.n
          """
          + OF_UNITS
          + "where r.id = $1 and "
          + Pieces.WITHIN
          + " order by u.n";
  // A note that was taken back, or said anew, is no reason for anything any more. Held until its
  // correction is stored, it is neither before that; one that somebody changes at this moment is
  // left out, for he may be waiting for another of these.
  private static final String STORE =
      """
      with note as (
        select g.id as made, g.response, n.id, n.workspace_id, n.entity_type, n.entity_id
        from unnest($2::uuid[], $3::uuid[], $4::text[]) as g(id, note, response)
        join feedback n on n.id = g.note and n.workspace_id = $1 and n.replaced_at is null
        for share of n skip locked
      )
      insert into feedback (id, workspace_id, entity_type, entity_id, response, at, inferred,
        inferred_from, inferred_by)
      select n.made, n.workspace_id, n.entity_type, n.entity_id, n.response::json, now(), true, n.id,
        $5::text::json
      from note n
      where not exists (
        select 1 from feedback f
        where f.workspace_id = n.workspace_id and f.entity_type = n.entity_type
          and f.entity_id = n.entity_id and f.replaced_at is null and not f.inferred
          and (f.response is not null or f.corrected is not null))
      -- Two who store the same do it in the same order.
      order by n.id
      on conflict do nothing
      """;

  private final Db db;

  InferredFeedback(Db db) {
    this.db = db;
  }

  /**
   * What became of the notes that a model was asked about.
   *
   * @param asked notes
   * @param unfit answers that were no correction of the form that was asked for
   * @param unanswered notes without an answer
   */
  record Made(long asked, long unfit, long unanswered) {
    /** Notes that no correction came of. */
    long without() {
      return unfit + unanswered;
    }
  }

  /** A correction of a note. */
  private record Correction(UUID note, JsonNode response) {}

  /** Stores the answers of a run that has ended; a null item when it is gone. */
  Uni<Made> store(UUID runId) {
    return db.query(OF, runId)
        .flatMap(
            rows ->
                Rows.first(rows).map(run -> store(runId, run)).orElse(Uni.createFrom().nullItem()));
  }

  private Uni<Made> store(UUID runId, Row run) {
    Storing storing = new Storing(runId, run);
    return InOrder.whileMore(() -> piece(storing))
        .map(
            done -> new Made(run.getInteger("total"), storing.unfit, run.getInteger("unanswered")));
  }

  private Uni<Boolean> piece(Storing storing) {
    return db.query(ANSWERS, storing.runId, storing.last, PIECE)
        // Answers are read where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(Rows::list)
        .map(storing::read)
        .flatMap(
            piece ->
                (piece.corrections().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : insert(storing, piece.corrections()))
                    .replaceWith(piece.more()));
  }

  private Uni<Void> insert(Storing storing, List<Correction> corrections) {
    return db.query(
            STORE,
            storing.workspaceId,
            corrections.stream().map(c -> Ids.next()).toArray(UUID[]::new),
            corrections.stream().map(Correction::note).toArray(UUID[]::new),
            corrections.stream().map(c -> JsonColumns.text(c.response())).toArray(String[]::new),
            storing.by)
        .replaceWithVoid();
  }

  /**
   * What was read of some answers.
   *
   * @param more whether there were any, and there may be others
   */
  private record Piece(List<Correction> corrections, boolean more) {}

  /** How far the answers of a run are read. */
  private static final class Storing {
    private final UUID runId;
    private final UUID workspaceId;
    private final String by;
    private final boolean bySchema;
    private int last = -1;
    private long unfit;

    Storing(UUID runId, Row run) {
      this.runId = runId;
      this.workspaceId = run.getUUID("workspace_id");
      ObjectNode model = Json.mapper().createObjectNode();
      model.put("provider", run.getString("provider_name")).put("model", run.getString("model"));
      this.by = JsonColumns.text(model.put("run", runId.toString()));
      this.bySchema = NoteRuns.bySchema(RunSpecs.of(run));
    }

    Piece read(List<Row> rows) {
      List<Correction> corrections = new ArrayList<>();
      for (Row row : rows) {
        last = row.getInteger("n");
        JsonNode note = JsonColumns.tree(row, "body").get("extra");
        JsonNode response =
            row.getString("status").equals("passed")
                ? correction(JsonColumns.tree(row, "output"), note.get(Notes.ANSWER))
                : null;
        if (response == null) {
          unfit++;
        } else {
          corrections.add(
              new Correction(UUID.fromString(note.get(Notes.NOTE_ID).textValue()), response));
        }
      }
      return new Piece(corrections, !rows.isEmpty());
    }

    /** Null for what, without a schema, does not look like the answer that it corrects. */
    private JsonNode correction(JsonNode output, JsonNode answer) {
      JsonNode written = WrittenJson.read(output);
      Shape shape = bySchema ? null : Shape.of(answer);
      return written == null || shape != null && !shape.fits(written) ? null : written;
    }
  }
}
