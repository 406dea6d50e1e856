package dev.assay.run.traffic.queues.reviews;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.traffic.queues.QueueStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do with the items of a queue. */
@Path("/v1/queues/{name}")
@Tag(name = "Queues")
public class ReviewsResource {
  private static final String ITEM = "/items/{id}/";

  private final Callers callers;
  private final QueueStore queues;
  private final ItemStore items;
  private final Reviews reviews;
  private final ReviewVerdicts verdicts;

  ReviewsResource(
      Callers callers,
      QueueStore queues,
      ItemStore items,
      Reviews reviews,
      ReviewVerdicts verdicts) {
    this.callers = callers;
    this.queues = queues;
    this.items = items;
    this.reviews = reviews;
    this.verdicts = verdicts;
  }

  /**
   * Who asks.
   *
   * @param by a person's name, at most 80 characters
   */
  @Schema(name = "Reviewer")
  public record Reviewer(String by) {}

  /**
   * Who leaves an item out, and why.
   *
   * @param by a person's name
   * @param reason in words
   */
  @Schema(name = "ReviewSkip")
  public record Skip(String by, @Size(max = 2_000) String reason) {}

  /** Hands out an item. */
  @POST
  @Path("/next")
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Get the next item, which nobody else gets meanwhile; who has one already gets that."
              + " Fills the queue when nothing is open, unless that found nothing some seconds ago")
  public Uni<Reviews.Got> next(@PathParam("name") String name, @NotNull Reviewer body) {
    return reviews.next(workspace(), name, body.by());
  }

  /** Lists items. */
  @GET
  @Path("/items")
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary = "The items in the order in which they came in; ?status=open|leased|done|skipped")
  public Uni<Page<ReviewItem>> list(
      @PathParam("name") String name,
      @QueryParam("status") String status,
      @Valid @BeanParam PageRequest page) {
    ItemStatus.check(status);
    Integer after = page.after(1).map(cursor -> (int) cursor.number(0)).orElse(null);
    UUID workspaceId = workspace();
    return queues
        .get(workspaceId, name)
        .flatMap(queue -> items.list(workspaceId, queue.id(), status, after, page.limit + 1))
        .map(found -> Page.of(found, page.limit, item -> Cursor.after(item.position())));
  }

  /** Ends an item with what is said of it. */
  @POST
  @Path(ITEM + "complete")
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Say something of an item and be done with it; replaces what the same person said of it"
              + " in this queue")
  @APIResponse(
      responseCode = "200",
      description = "Done",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReviewVerdicts.Done.class)))
  public Uni<Response> complete(
      @HeaderParam(Idempotency.HEADER) String key,
      @PathParam("name") String name,
      @PathParam("id") UUID id,
      @NotNull ReviewVerdicts.Said body) {
    return verdicts.complete(callers.current(), key, name, id, body);
  }

  /** Leaves an item out. */
  @POST
  @Path(ITEM + "skip")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Leave an item out, and say why")
  public Uni<Reviews.Moved> skip(
      @PathParam("name") String name, @PathParam("id") UUID id, @NotNull @Valid Skip body) {
    return reviews.skip(workspace(), name, id, body.by(), body.reason());
  }

  /** Gives an item back. */
  @POST
  @Path(ITEM + "release")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Give an item back to whoever comes next")
  public Uni<Reviews.Moved> release(
      @PathParam("name") String name, @PathParam("id") UUID id, @NotNull Reviewer body) {
    return reviews.release(workspace(), name, id, body.by());
  }

  /** Has an item for longer. */
  @POST
  @Path(ITEM + "extend")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Have an item for longer: the lease begins again")
  public Uni<Reviews.Moved> extend(
      @PathParam("name") String name, @PathParam("id") UUID id, @NotNull Reviewer body) {
    return reviews.extend(workspace(), name, id, body.by());
  }

  /** Undoes. */
  @POST
  @Path(ITEM + "reopen")
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Look again at what you have done or skipped: it is yours again, and what you say next"
              + " replaces what you said")
  public Uni<Reviews.Got> reopen(
      @PathParam("name") String name, @PathParam("id") UUID id, @NotNull Reviewer body) {
    return reviews.reopen(workspace(), name, id, body.by());
  }

  private UUID workspace() {
    return callers.current().workspaceId();
  }
}
