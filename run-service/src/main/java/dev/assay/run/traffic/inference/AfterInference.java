package dev.assay.run.traffic.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.control.actions.RunActions;
import dev.assay.run.control.launch.StoredStart;
import dev.assay.run.engine.sweep.Sequel;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.traffic.inference.InferredFeedback.Made;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * What follows when a model has been asked to make corrections of notes: they are stored, the run
 * that waits gets them for its items, and goes on. It goes on as well where none were made, or the
 * run that was to make them is gone, and says so. Where it is itself over, nobody is asked any
 * more.
 */
@ApplicationScoped
class AfterInference implements Sequel {
  private static final String DUE =
      """
      select w.id from runs w left join runs i on i.id = w.waits_for
      where w.waits_for is not null
        and (w.status <> 'queued' or i.id is null
          or i.status in ('successful', 'partially_successful', 'failed', 'cancelled'))
      order by w.id limit 100
      """;
  private static final String LOOK =
      """
      select w.id, w.workspace_id, w.status, w.waits_for, w.dataset_name, w.dataset_version_id,
        w.spec::text as spec, i.status as first_status
      from runs w left join runs i on i.id = w.waits_for
      where w.id = $1 and w.waits_for is not null
      """;
  // What the gate was tried on were the items of before.
  private static final String GO_ON =
      """
      update runs set waits_for = null, warnings = $2::text::json, spec = $3::text::json,
        dataset_version_id = coalesce($4, dataset_version_id),
        dataset_version = coalesce($5, dataset_version),
        self_test = case when $5::int is null then self_test end
      where id = $1
      """;
  private static final String SAID =
      "select warnings::text as warnings, spec::text as spec from runs where id = $1";

  private static final String NOT_INFERRED = "NOT_INFERRED";

  private final Db db;
  private final InferredFeedback feedback;
  private final Expectations expectations;
  private final StoredStart stored;
  private final RunActions actions;

  AfterInference(
      Db db,
      InferredFeedback feedback,
      Expectations expectations,
      StoredStart stored,
      RunActions actions) {
    this.db = db;
    this.feedback = feedback;
    this.expectations = expectations;
    this.stored = stored;
    this.actions = actions;
  }

  @Override
  public String name() {
    return "taking what was inferred";
  }

  @Override
  public Uni<List<UUID>> due() {
    return db.query(DUE).map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  @Override
  public Uni<Void> follow(UUID id) {
    return db.query(LOOK, id)
        .flatMap(
            rows -> Rows.first(rows).map(this::take).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** The run goes on with the corrections that are there, as where none were made. */
  @Override
  public Uni<Void> giveUp(UUID id, String why) {
    Warning warning =
        new Warning(NOT_INFERRED, why + " Answers with notes only may have no expectation.");
    return db.inTransaction(
            tx ->
                RunLocks.lock(tx, id)
                    .flatMap(
                        run -> {
                          if (run == null || run.waitsFor() == null) {
                            return Uni.createFrom().item(false);
                          }
                          return run.status() == RunStatus.QUEUED
                              ? goOn(tx, run, warning, null).replaceWith(true)
                              : Db.query(tx, "update runs set waits_for = null where id = $1", id)
                                  .replaceWith(false);
                        }))
        .invoke(
            going -> {
              if (going) {
                stored.begin(List.of(id));
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> take(Row waiting) {
    UUID first = waiting.getUUID("waits_for");
    if (RunStatus.of(waiting.getString("status")) != RunStatus.QUEUED) {
      return actions.waitNoMore(waiting.getUUID("workspace_id"), waiting.getUUID("id"), first);
    }
    String status = waiting.getString("first_status");
    return status == null || RunStatus.of(status).isTerminal()
        ? feedback.store(first).flatMap(made -> goOn(waiting, made))
        : Uni.createFrom().voidItem();
  }

  /**
   * Goes on with the run.
   *
   * @param made null when the run that was to make corrections is gone
   */
  private Uni<Void> goOn(Row waiting, Made made) {
    UUID id = waiting.getUUID("id");
    UUID first = waiting.getUUID("waits_for");
    return expectations
        .of(
            waiting.getUUID("workspace_id"),
            waiting.getString("dataset_name"),
            waiting.getUUID("dataset_version_id"),
            RunSpecs.of(waiting).target().traffic().takesLinks())
        .flatMap(version -> db.inTransaction(tx -> goOn(tx, id, first, made, version)))
        .invoke(
            going -> {
              if (going) {
                stored.begin(List.of(id));
              }
            })
        .replaceWithVoid();
  }

  /** The item is whether this did it: another replica may have, or the run was cancelled. */
  private static Uni<Boolean> goOn(
      SqlConnection tx, UUID id, UUID first, Made made, DatasetVersion version) {
    return RunLocks.lock(tx, id)
        .flatMap(
            run ->
                run == null || run.status() != RunStatus.QUEUED || !first.equals(run.waitsFor())
                    ? Uni.createFrom().item(false)
                    : goOn(tx, run, warning(first, made), version).replaceWith(true));
  }

  private static Uni<Void> goOn(
      SqlConnection tx, LockedRun run, Warning warning, DatasetVersion version) {
    return Db.query(tx, SAID, run.id())
        .map(Rows::one)
        .flatMap(
            said ->
                Db.query(
                    tx,
                    GO_ON,
                    run.id(),
                    warnings(said, warning),
                    spec(said, version),
                    version == null ? null : version.id(),
                    version == null ? null : version.version()))
        .flatMap(changed -> StoredStart.mark(tx, run.id()));
  }

  private static String warnings(Row said, Warning warning) {
    ArrayNode all = (ArrayNode) JsonColumns.tree(said, "warnings");
    return JsonColumns.text(warning == null ? all : all.addPOJO(warning));
  }

  private static String spec(Row said, DatasetVersion version) {
    ObjectNode spec = (ObjectNode) JsonColumns.tree(said, "spec");
    if (version != null) {
      ((ObjectNode) spec.get("dataset")).put("version", version.version());
    }
    return JsonColumns.text(spec);
  }

  /** What the person who launched the run should know; null for nothing. */
  private static Warning warning(UUID first, Made made) {
    if (made == null) {
      return new Warning(
          NOT_INFERRED,
          "Run "
              + first
              + ", which was to make corrections of notes, was deleted before they were used:"
              + " answers with notes only have no expectation.");
    }
    if (made.without() == 0) {
      return null;
    }
    return new Warning(
        NOT_INFERRED,
        ("A model was asked to make corrections of %d notes. Of %d of them none came (no JSON that"
                + " fits: %d, no answer: %d); these have no expectation, see run %s.")
            .formatted(made.asked(), made.without(), made.unfit(), made.unanswered(), first));
  }
}
