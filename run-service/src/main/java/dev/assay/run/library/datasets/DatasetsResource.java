package dev.assay.run.library.datasets;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Datasets without their items. */
@Path("/v1/datasets")
@Tag(name = "Datasets")
public class DatasetsResource {
  private final Callers callers;
  private final Datasets datasets;
  private final Idempotency idempotency;

  DatasetsResource(Callers callers, Datasets datasets, Idempotency idempotency) {
    this.callers = callers;
    this.datasets = datasets;
    this.idempotency = idempotency;
  }

  /**
   * A dataset to be made.
   *
   * @param name unique in the workspace
   * @param description for people
   * @param tags to find it by
   */
  @Schema(
      examples =
          """
          {"name": "capitals", "description": "Countries and their capitals", "tags": ["demo"]}
          """)
  public record NewDataset(
      @NotNull @Pattern(regexp = Names.PATTERN, message = Names.MESSAGE) String name,
      @Size(max = 10_000) String description,
      @Size(max = 100) List<@NotNull @Size(min = 1, max = 200) String> tags) {}

  /**
   * What changes; null stays.
   *
   * @param description for people
   * @param tags instead of all those before
   */
  public record Change(
      @Size(max = 10_000) String description,
      @Size(max = 100) List<@NotNull @Size(min = 1, max = 200) String> tags) {}

  @POST
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Make a dataset; its items are uploaded to its versions")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Dataset.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String idempotencyKey, @NotNull @Valid NewDataset body) {
    Caller caller = callers.current();
    List<String> tags = body.tags() == null ? List.of() : body.tags();
    return idempotency.once(
        caller,
        "/v1/datasets",
        idempotencyKey,
        body,
        () ->
            datasets
                .create(caller.workspaceId(), body.name(), body.description(), tags)
                .map(made -> Reply.created("/v1/datasets/" + made.name(), made)));
  }

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "List datasets by name; a page ends after 8 MB")
  public Uni<Page<Dataset>> list(
      @QueryParam("tag") String tag, @Valid @BeanParam PageRequest page) {
    return datasets.list(callers.current().workspaceId(), tag, page);
  }

  @GET
  @Path("/{name}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One dataset")
  public Uni<Dataset> one(@PathParam("name") String name) {
    return datasets.get(callers.current().workspaceId(), name);
  }

  @PATCH
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Change description or tags")
  public Uni<Dataset> change(@PathParam("name") String name, @NotNull @Valid Change body) {
    return datasets.change(callers.current().workspaceId(), name, body.description(), body.tags());
  }

  @DELETE
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Delete a dataset with all versions, unless a run uses it")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("name") String name) {
    return datasets
        .delete(callers.current().workspaceId(), name)
        .map(deleted -> Response.noContent().build());
  }
}
