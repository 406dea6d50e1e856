package dev.assay.run.library.datasets;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import dev.assay.run.library.datasets.upload.UploadStream;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Versions of a dataset. */
@Path("/v1/datasets/{name}")
@Tag(name = "Datasets")
public class VersionsResource {
  private final Callers callers;
  private final DatasetImport imports;
  private final Datasets datasets;
  private final DatasetVersions versions;
  private final VersionDiff diffs;

  VersionsResource(
      Callers callers,
      DatasetImport imports,
      Datasets datasets,
      DatasetVersions versions,
      VersionDiff diffs) {
    this.callers = callers;
    this.imports = imports;
    this.datasets = datasets;
    this.versions = versions;
    this.diffs = diffs;
  }

  @POST
  @Path("/versions")
  @Blocking
  @RolesAllowed(Scopes.WRITE)
  @Consumes({
    UploadFormat.JSONL_TYPE,
    UploadFormat.JSONL_TYPE_TOO,
    MediaType.APPLICATION_JSON,
    UploadFormat.CSV_TYPE,
    UploadFormat.TSV_TYPE
  })
  @Operation(
      summary =
          "Upload a version as JSONL, JSON, CSV or TSV; the same content again answers the version"
              + " that has it")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "JsonObject[]")),
        @Content(mediaType = UploadFormat.JSONL_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = UploadFormat.JSONL_TYPE_TOO,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = UploadFormat.CSV_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = UploadFormat.TSV_TYPE, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "200",
      description = "The version that has this content",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VersionView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VersionView.class)))
  public Uni<Response> upload(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
      @QueryParam("on_error")
          @DefaultValue("fail")
          @Pattern(regexp = "fail|skip", message = "must be fail or skip")
          String onError,
      @QueryParam("map") List<@Size(max = 1_000) String> map,
      @QueryParam("create") @DefaultValue("false") boolean create,
      @NotNull InputStream body) {
    Upload upload =
        new Upload(
            UploadFormat.of(type),
            UploadStream.isGzip(encoding),
            UploadFormat.charset(type),
            Upload.map(map == null ? List.of() : map),
            onError.equals("skip"));
    DatasetImport.Target target =
        new DatasetImport.Target(
            callers.current().workspaceId(), create ? named(name) : name, create);
    Uni<DatasetImport.Imported> imported =
        create
            ? imports.upload(target, body, upload)
            : datasets
                .get(target.workspaceId(), name)
                .flatMap(dataset -> imports.upload(target, body, upload));
    return imported.map(done -> answer(done, upload.skipBad()));
  }

  @GET
  @Path("/versions")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "List versions, newest first; a page ends after 8 MB")
  public Uni<Page<VersionView>> list(
      @PathParam("name") String name, @Valid @BeanParam PageRequest page) {
    UUID workspaceId = callers.current().workspaceId();
    return datasets
        .get(workspaceId, name)
        .flatMap(dataset -> versions.list(workspaceId, name, page))
        .map(
            found ->
                new Page<>(
                    found.data().stream().map(VersionView::of).toList(), found.nextCursor()));
  }

  @GET
  @Path("/versions/{version}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One version, by number or 'latest'")
  public Uni<VersionView> one(
      @PathParam("name") String name, @PathParam("version") String version) {
    return versions.get(callers.current().workspaceId(), name, version).map(VersionView::of);
  }

  @GET
  @Path("/diff")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "What differs between two versions, item by item")
  public Uni<VersionDiff.Diff> diff(
      @PathParam("name") String name,
      @QueryParam("from") @NotNull String from,
      @QueryParam("to") @DefaultValue(DatasetVersions.LATEST) String to) {
    UUID workspaceId = callers.current().workspaceId();
    return versions
        .get(workspaceId, name, from)
        .flatMap(
            older ->
                versions.get(workspaceId, name, to).flatMap(newer -> diffs.between(older, newer)));
  }

  /** A name that a dataset may be given. */
  private static String named(String name) {
    if (!name.matches(Names.PATTERN)) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The name of the dataset " + Names.MESSAGE + ".",
          List.of(new Violation("name", Names.MESSAGE)));
    }
    return name;
  }

  private static Response answer(DatasetImport.Imported imported, boolean skipBad) {
    DatasetVersion version = imported.written().version();
    VersionView view =
        skipBad
            ? VersionView.of(version, imported.bad().lines(), imported.bad().violations())
            : VersionView.of(version);
    return Response.status(imported.written().made() ? 201 : 200)
        .header(
            HttpHeaders.LOCATION,
            "/v1/datasets/" + version.name() + "/versions/" + version.version())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(view)
        .build();
  }
}
