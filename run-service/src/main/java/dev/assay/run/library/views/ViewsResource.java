package dev.assay.run.library.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Views of lists that people keep. */
@Path("/v1/views")
@Tag(name = "Views")
public class ViewsResource {
  private static final int MOST_BYTES = 8 * 1024;
  private static final String NAME = "[^/\\p{Cntrl}]{1,100}";
  private static final String VIEW = "[a-z][a-z0-9_-]{0,49}";

  private final Callers callers;
  private final SavedViews views;

  ViewsResource(Callers callers, SavedViews views) {
    this.callers = callers;
    this.views = views;
  }

  /**
   * A view to be kept.
   *
   * @param name the path's; it may be left out
   * @param view which list it is of: runs, items, or another word in lower case
   * @param query what it shows: any JSON object of at most 8 KB
   */
  @Schema(
      name = "ViewInput",
      examples =
          """
          {"view": "runs", "query": {"status": ["failed"], "order": "-finished_at"}}
          """)
  public record Input(
      String name,
      @NotNull
          @Pattern(
              regexp = VIEW,
              message = "must be the name of a list in lower case, such as runs or items")
          String view,
      @NotNull @Schema(ref = "JsonObject") ObjectNode query) {}

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The views of the workspace by name; ?view= for those of one list")
  public Uni<Page<SavedView>> list(
      @QueryParam("view") String view, @Valid @BeanParam PageRequest page) {
    return views.list(callers.current().workspaceId(), view, page);
  }

  @GET
  @Path("/{name}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One view")
  public Uni<SavedView> get(@PathParam("name") String name) {
    return views.get(callers.current().workspaceId(), name);
  }

  /** Saves a view under a name, in place of the one that has it. */
  @PUT
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Saves a view under a name, for everybody of the workspace")
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SavedView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SavedView.class)))
  public Uni<Response> put(@PathParam("name") String name, @NotNull @Valid Input body) {
    if (!name.matches(NAME)) {
      throw bad("name", "must have 1 to 100 characters, without a slash or control characters");
    }
    if (body.name() != null && !body.name().equals(name)) {
      throw bad("name", "is another one than that of the path");
    }
    if (body.query().toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw bad("query", "must have at most " + MOST_BYTES + " bytes as JSON");
    }
    return views
        .save(callers.current().workspaceId(), name, body.view(), body.query())
        .map(saved -> Response.status(saved.made() ? 201 : 200).entity(saved.view()).build());
  }

  private static ProblemException bad(String field, String message) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The field " + field + " " + message + ".",
        List.of(new Violation(field, message)));
  }

  @DELETE
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Deletes a view")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("name") String name) {
    return views
        .delete(callers.current().workspaceId(), name)
        .map(done -> Response.noContent().build());
  }
}
