package dev.assay.run.results.items;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The items of a run: what was asked, answered, scored, and every attempt. */
@Path("/v1/runs/{id}/items")
@Tag(name = "Items of a run")
public class RunItemsResource {
  private final Callers callers;
  private final RunStore runs;
  private final ItemStore items;
  private final ItemDetails details;
  private final SearchWindow windows;

  RunItemsResource(
      Callers callers, RunStore runs, ItemStore items, ItemDetails details, SearchWindow windows) {
    this.callers = callers;
    this.runs = runs;
    this.items = items;
    this.details = details;
    this.windows = windows;
  }

  /** Lists items. */
  @GET
  @RolesAllowed("read")
  @Operation(summary = "Items by status, score, section, label or text; ?order=score for the worst")
  public Uni<Page<ItemSummary>> list(
      @PathParam("id") UUID id, @BeanParam ItemFilter filter, @BeanParam @Valid PageRequest page) {
    Cursor after = page.after(2).orElse(null);
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(run -> windows.of(id, run.progress().total(), filter, after))
        .flatMap(
            end -> items.list(id, filter, after, end, page.limit).map(found -> goingOn(found, end)))
        .map(placed -> placed.map(ItemStore.Placed::item));
  }

  /** A page that is not full goes on behind what was searched for it. */
  private static Page<ItemStore.Placed> goingOn(Page<ItemStore.Placed> page, SearchWindow.End end) {
    return page.nextCursor() != null || end == null || end.next() == null
        ? page
        : new Page<>(page.data(), end.next().encode());
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
    return details.read(callers.current().workspaceId(), id, position, repeat);
  }
}
