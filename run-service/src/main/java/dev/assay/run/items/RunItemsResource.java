package dev.assay.run.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelRequest.ChatMessage;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.access.Caller;
import dev.assay.run.access.Callers;
import dev.assay.run.paging.Cursor;
import dev.assay.run.paging.Page;
import dev.assay.run.paging.PageRequest;
import dev.assay.run.problem.ProblemException;
import dev.assay.run.prompt.PromptFailedException;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The items of a run: what was asked, answered, scored, and every attempt. */
@Path("/v1/runs/{id}/items")
@Tag(name = "Items of a run")
public class RunItemsResource {
  private final Callers callers;
  private final RunStore runs;
  private final RunSpecs specs;
  private final ItemStore items;

  RunItemsResource(Callers callers, RunStore runs, RunSpecs specs, ItemStore items) {
    this.callers = callers;
    this.runs = runs;
    this.specs = specs;
    this.items = items;
  }

  /** Lists items. */
  @GET
  @RolesAllowed("read")
  @Operation(summary = "Items by status, score, section, label or text; ?order=score for the worst")
  public Uni<Page<ItemSummary>> list(
      @PathParam("id") UUID id, @BeanParam ItemFilter filter, @BeanParam @Valid PageRequest page) {
    Cursor after = page.after(2).orElse(null);
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(run -> items.list(id, filter, after, page.limit + 1))
        .map(found -> Page.of(found, page.limit, p -> Cursor.after(p.place(), p.item().n())))
        .map(
            placed ->
                new Page<>(
                    placed.data().stream().map(ItemStore.Placed::item).toList(),
                    placed.nextCursor()));
  }

  /** One item with everything known of it. */
  @GET
  @Path("/{n}")
  @RolesAllowed("read")
  @Operation(summary = "One item by its position in the dataset: prompt, answer, scores, attempts")
  public Uni<ItemDetail> get(
      @PathParam("id") UUID id,
      @PathParam("n") int position,
      @QueryParam("repeat") @DefaultValue("0") int repeat) {
    Caller caller = callers.current();
    return items
        .detail(caller.workspaceId(), id, position, repeat)
        .map(rows -> only(rows, position))
        .flatMap(row -> complete(id, row));
  }

  private static Row only(RowSet<Row> rows, int position) {
    if (!rows.iterator().hasNext()) {
      throw ProblemException.notFound("item of this run", position);
    }
    return rows.iterator().next();
  }

  private Uni<ItemDetail> complete(UUID runId, Row row) {
    int n = row.getInteger("n");
    return items
        .scores(runId, n)
        .map(rows -> list(rows, ItemDetail.ScoreRow::of))
        .flatMap(
            scores ->
                items
                    .attempts(runId, n)
                    .map(rows -> list(rows, ItemDetail.AttemptRow::of))
                    .flatMap(
                        attempts ->
                            specs
                                .get(runId, row.getInteger("generation"))
                                .map(run -> detail(row, run, scores, attempts))));
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
  }

  private static ItemDetail detail(
      Row row,
      RunSpecs.Known run,
      List<ItemDetail.ScoreRow> scores,
      List<ItemDetail.AttemptRow> attempts) {
    JsonNode body = Rows.json(row, "body");
    UnitStatus status = UnitStatus.of(row.getString("status"));
    Failure failure = ItemSummary.failure(row);
    ItemSummary summary =
        new ItemSummary(
            row.getInteger("n"),
            row.getInteger("position"),
            row.getInteger("repeat"),
            row.getString("item_id"),
            row.getString("section"),
            row.getString("label"),
            status,
            row.getString("reason"),
            null,
            null,
            null,
            null,
            row.getInteger("latency_ms"),
            attempts.size(),
            row.getDouble("cost"),
            row.getBoolean("cached"),
            failure);
    boolean answered = row.getString("output") != null || row.getString("tool_calls") != null;
    return new ItemDetail(
        summary,
        prompt(row, run, body),
        item(row, body),
        answered ? ItemDetail.AnswerView.of(row) : null,
        scores,
        attempts,
        Rows.instant(row, "dispatched_at"),
        Rows.instant(row, "answered_at"),
        Rows.instant(row, "settled_at"));
  }

  private static JsonNode item(Row row, JsonNode body) {
    ObjectNode item = body.deepCopy();
    item.put("id", row.getString("item_id"));
    return item;
  }

  private static List<ChatMessage> prompt(Row row, RunSpecs.Known run, JsonNode body) {
    if (run.spec().target().pushed()) {
      return null;
    }
    try {
      return run.prompt()
          .render(row.getString("item_id"), row.getString("section"), row.getString("label"), body);
    } catch (PromptFailedException e) {
      // The unit's own error says so; there is no prompt to show.
      return null;
    }
  }
}
