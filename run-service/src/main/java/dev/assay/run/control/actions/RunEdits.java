package dev.assay.run.control.actions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.control.launch.SpecRules;
import dev.assay.run.engine.books.Removals;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Changes what a run is called, and removes runs that have ended. */
@ApplicationScoped
public class RunEdits {
  private static final String EDIT =
      """
      update runs set
        name = coalesce($3, name), alias = coalesce($4, alias), label = coalesce($5, label),
        tags = coalesce($6::text[], tags), metadata = coalesce($7::text::json, metadata),
        pinned = coalesce($8, pinned), updated_at = now()
      where id = $1 and workspace_id = $2
      """;

  private final Db db;
  private final Removals removals;

  public RunEdits(Db db, Removals removals) {
    this.db = db;
    this.removals = removals;
  }

  /** What to change; a null stays as it is. */
  @Schema(name = "RunEdit")
  public record Edit(
      String name,
      String alias,
      String label,
      List<String> tags,
      Map<String, JsonNode> metadata,
      Boolean pinned) {}

  /** Changes a run; fails with NOT_FOUND. */
  public Uni<Void> edit(UUID workspaceId, UUID runId, Edit edit) {
    Checks checks = new Checks();
    if (edit == null) {
      checks.violate("", "Give at least one of name, alias, label, tags, metadata, pinned.");
    } else {
      SpecRules.text(checks, "name", edit.name());
      SpecRules.text(checks, "alias", edit.alias());
      SpecRules.text(checks, "label", edit.label());
      SpecRules.tags(checks, edit.tags());
    }
    checks.done();
    return db.query(
            EDIT,
            runId,
            workspaceId,
            edit.name(),
            edit.alias(),
            edit.label(),
            edit.tags() == null ? null : edit.tags().toArray(String[]::new),
            JsonColumns.text(edit.metadata()),
            edit.pinned())
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw ProblemException.notFound("run", runId);
              }
            })
        .replaceWithVoid();
  }

  /**
   * Removes a run with everything that belongs to it alone; fails while it has not ended. From the
   * first of its transactions on nobody finds it any more, whatever becomes of the others: the
   * sweeper deletes what they leave.
   */
  public Uni<Void> delete(UUID workspaceId, UUID runId) {
    return db.naming(runId)
        .inTransaction(
            tx ->
                RunActions.owned(tx, workspaceId, runId)
                    .invoke(run -> requireEnded(run.status()))
                    .flatMap(run -> Removals.remove(tx, runId)))
        .flatMap(removed -> removals.clear(runId));
  }

  private static void requireEnded(RunStatus status) {
    if (!status.isTerminal()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE, "The run is " + status.wire() + "; cancel it first.");
    }
  }
}
