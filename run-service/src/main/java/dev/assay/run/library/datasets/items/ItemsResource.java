package dev.assay.run.library.datasets.items;

import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.DatasetVersions;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** Items of a version of a dataset. */
@Path("/v1/datasets/{name}/versions/{version}")
@Tag(name = "Datasets")
public class ItemsResource {
  private final Callers callers;
  private final DatasetVersions versions;
  private final DatasetItems items;

  ItemsResource(Callers callers, DatasetVersions versions, DatasetItems items) {
    this.callers = callers;
    this.versions = versions;
    this.items = items;
  }

  @GET
  @Path("/items")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "List items in order, by section, label or a text within them")
  public Uni<Page<StoredItem>> list(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("section") String section,
      @QueryParam("label") String label,
      @QueryParam("q") @Size(max = 1_000) String text,
      @Valid @BeanParam PageRequest page) {
    return version(name, version)
        .flatMap(found -> items.list(found, new DatasetItems.Filter(section, label, text), page));
  }

  @GET
  @Path("/items/{n}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One item by its number, from 1")
  public Uni<StoredItem> one(
      @PathParam("name") String name, @PathParam("version") String version, @PathParam("n") int n) {
    return version(name, version).flatMap(found -> items.get(found.id(), n));
  }

  @GET
  @Path("/export")
  @RolesAllowed(Scopes.READ)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Download all items as JSONL, JSON or CSV, of any size")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(implementation = byte[].class)))
  public RestMulti<Buffer> export(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("format")
          @DefaultValue("jsonl")
          @NotNull
          @Pattern(regexp = "jsonl|json|csv", message = "must be jsonl, json or csv")
          String format) {
    ItemFormat as = ItemFormat.valueOf(format.toUpperCase(Locale.ROOT));
    return RestMulti.fromUniResponse(
        version(name, version).flatMap(found -> download(found, as)),
        found -> text(found.version(), found.writer()),
        found -> as.headers(found.version().name() + "-v" + found.version().version()));
  }

  private Uni<DatasetVersion> version(String name, String version) {
    return versions.get(callers.current().workspaceId(), name, version);
  }

  /** What is downloaded, and what writes it. */
  private record Download(DatasetVersion version, ItemWriter writer) {}

  private Uni<Download> download(DatasetVersion version, ItemFormat as) {
    return items.used(version.id(), as).map(used -> new Download(version, ItemWriter.of(as, used)));
  }

  private Multi<Buffer> text(DatasetVersion version, ItemWriter writer) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(writer::head),
            items.all(version.id()).map(writer::text),
            Multi.createFrom().item(writer::tail))
        .filter(text -> !text.isEmpty())
        .map(Buffer::buffer);
  }
}
