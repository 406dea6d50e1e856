package dev.assay.run.traffic.otlp;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.otlp.wire.OtlpAnswers;
import dev.assay.run.traffic.otlp.wire.OtlpFormat;
import dev.assay.run.traffic.reading.Bodies;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where exporters of OpenTelemetry send traces to: their endpoint is {@code …/v1/otlp}. */
@Path("/v1/otlp/v1/traces")
@Tag(name = "Traffic")
public class OtlpResource {
  private final Callers callers;
  private final Bodies bodies;
  private final OtlpIntake intake;

  OtlpResource(Callers callers, Bodies bodies, OtlpIntake intake) {
    this.callers = callers;
    this.bodies = bodies;
    this.intake = intake;
  }

  /** Takes traces in. */
  @POST
  @Blocking
  @RolesAllowed({Scopes.INGEST, Scopes.WRITE})
  @Consumes({OtlpFormat.PROTOBUF_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      summary =
          "Take in traces by OTLP/HTTP, as protobuf or JSON, also with gzip; spans that are refused"
              + " are told as a partial success")
  @RequestBody(
      required = true,
      description = "An ExportTraceServiceRequest",
      content = {
        @Content(
            mediaType = OtlpFormat.PROTOBUF_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "JsonObject"))
      })
  @APIResponse(
      responseCode = "200",
      description = "An ExportTraceServiceResponse, in the type of the request",
      content = {
        @Content(
            mediaType = OtlpFormat.PROTOBUF_TYPE,
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "JsonObject"))
      })
  public Uni<Response> take(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
      @NotNull InputStream body) {
    UUID workspaceId = callers.current().workspaceId();
    OtlpFormat format = OtlpFormat.of(type);
    try {
      return bodies.take(
          workspaceId,
          body,
          encoding,
          in -> GivenSpans.of(format.read(in)),
          given ->
              intake
                  .take(workspaceId, given.good())
                  .map(taken -> OtlpAnswers.taken(format, given.refused(), given.why())));
    } catch (ProblemException e) {
      return Uni.createFrom().item(OtlpAnswers.refused(format, Problem.of(e)));
    }
  }
}
