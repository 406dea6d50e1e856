package dev.assay.run.library.assets;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Images, audio and documents of items. */
@Path("/v1/assets/{sha256}")
@Tag(name = "Assets")
public class AssetsResource {
  private final Callers callers;
  private final Assets assets;
  private final AssetLinks links;

  AssetsResource(Callers callers, Assets assets, AssetLinks links) {
    this.callers = callers;
    this.assets = assets;
    this.links = links;
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Store the body under its SHA-256; again is the same")
  @APIResponse(
      responseCode = "200",
      description = "As it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AssetView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AssetView.class)))
  public Uni<Response> put(
      @PathParam("sha256") String sha256,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      byte[] body) {
    UUID workspaceId = callers.current().workspaceId();
    String mediaType =
        Assets.mediaType(type)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "The Content-Type must be a media type such as image/png."));
    return assets
        .put(workspaceId, sha256, mediaType, body == null ? new byte[0] : body)
        .map(
            put ->
                Response.status(put.made() ? 201 : 200)
                    .header(HttpHeaders.LOCATION, "/v1/assets/" + sha256)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(put.view())
                    .build());
  }

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The bytes of an asset")
  @APIResponse(
      responseCode = "200",
      description = "The bytes",
      content = @Content(mediaType = "*/*", schema = @Schema(implementation = byte[].class)))
  public Uni<Response> get(@PathParam("sha256") String sha256) {
    return assets.get(callers.current().workspaceId(), sha256).map(asset -> answer(sha256, asset));
  }

  @GET
  @Path("/content")
  @PermitAll
  @Operation(summary = "The same for a worker, with the permission that came with its call")
  @APIResponse(
      responseCode = "200",
      description = "The bytes",
      content = @Content(mediaType = "*/*", schema = @Schema(implementation = byte[].class)))
  public Uni<Response> content(
      @PathParam("sha256") String sha256,
      @QueryParam("workspace") UUID workspace,
      @QueryParam("expires") long expires,
      @QueryParam("signature") String signature) {
    if (workspace == null || signature == null) {
      throw Assets.missing(sha256);
    }
    return links
        .allows(workspace, sha256, expires, signature)
        .flatMap(
            allowed -> {
              if (!allowed) {
                throw Assets.missing(sha256);
              }
              return assets.getByLink(workspace, sha256);
            })
        .map(asset -> answer(sha256, asset));
  }

  /** Never a page of ours: what a browser does not know to be an image is saved, not shown. */
  private static Response answer(String sha256, Asset asset) {
    String disposition = asset.shown() ? "inline" : "attachment; filename=\"" + sha256 + "\"";
    return Response.ok(asset.content())
        .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
        .build();
  }
}
