package dev.assay.run.results.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** Runs as files. */
@Path("/v1/runs/{id}/export")
@Tag(name = "Runs")
public class ExportResource {
  private final Callers callers;
  private final RunStore runs;
  private final Exports exports;

  ExportResource(Callers callers, RunStore runs, Exports exports) {
    this.callers = callers;
    this.runs = runs;
    this.exports = exports;
  }

  /** Streams the file; fails before its first byte when the format or the run does not exist. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "Download a run: json (default), jsonl, csv, junit, html, promptfoo, capsule or spans")
  @APIResponse(
      responseCode = "200",
      description = "The file, of the type of its format",
      content = @Content(mediaType = "*/*", schema = @Schema(implementation = byte[].class)))
  public RestMulti<byte[]> export(
      @PathParam("id") UUID id,
      @QueryParam("format") @Schema(implementation = ExportFormat.class) String format) {
    Caller caller = callers.current();
    ExportFormat asked = ExportFormat.of(format);
    return RestMulti.fromUniResponse(
        runs.get(caller.workspaceId(), id).invoke(run -> requireExportable(asked, run)),
        run -> file(asked, run),
        run -> headers(asked, id));
  }

  private Multi<byte[]> file(ExportFormat format, Run run) {
    List<String> keys =
        StreamSupport.stream(run.definition().scorers().spliterator(), false)
            .map(scorer -> scorer.get("key"))
            .map(JsonNode::asText)
            .toList();
    return exports.file(format, run.id(), RunView.of(run), keys);
  }

  /** A capsule proves what a run came to; before its end there is nothing to prove. */
  private static void requireExportable(ExportFormat format, Run run) {
    if (format == ExportFormat.CAPSULE && !run.status().isTerminal()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "A capsule is made of a run that has ended; this one is "
              + run.status().wire()
              + ". Wait for it, or cancel it.");
    }
  }

  private static Map<String, List<String>> headers(ExportFormat format, UUID id) {
    return Map.of(
        "Content-Type", List.of(format.mediaType()),
        "Content-Disposition",
            List.of("attachment; filename=\"run-" + id + "." + format.ending() + "\""),
        "X-Content-Type-Options", List.of("nosniff"),
        "Cache-Control", List.of("no-store"));
  }
}
