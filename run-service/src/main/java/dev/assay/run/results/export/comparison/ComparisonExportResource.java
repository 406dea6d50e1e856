package dev.assay.run.results.export.comparison;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.comparison.ComparisonRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** Comparisons as files. */
@Path("/v1/comparisons/export")
@Tag(name = "Comparisons")
public class ComparisonExportResource {
  private static final String HTML = "html";

  private final Callers callers;
  private final ComparisonFile file;

  ComparisonExportResource(Callers callers, ComparisonFile file) {
    this.callers = callers;
    this.file = file;
  }

  /** Streams the page; fails before its first byte when there is nothing to compare. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      operationId = "exportComparison",
      summary = "Download a comparison as one page that needs nothing else; asked for as itself")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(mediaType = "text/html", schema = @Schema(implementation = byte[].class)))
  public RestMulti<byte[]> export(
      @QueryParam("runs") String ids,
      @QueryParam("group") UUID group,
      @QueryParam("baseline") String baseline,
      @QueryParam("by") String by,
      @QueryParam("format") @Schema(enumeration = HTML) String format) {
    requireKnown(format);
    ComparisonRequest request = ComparisonRequest.ofQuery(ids, group, baseline, by);
    return RestMulti.fromUniResponse(
        file.cast(callers.current().workspaceId(), request),
        file::page,
        ComparisonExportResource::headers);
  }

  private static void requireKnown(String format) {
    if (format != null && !format.equals(HTML)) {
      String message = "A comparison has one format, html." + DidYouMean.ask(format, List.of(HTML));
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "There is no such export format. " + message,
          List.of(new Violation("format", message)));
    }
  }

  /** The name of the file has ids of runs only: what people call them may be anything. */
  private static Map<String, List<String>> headers(Cast cast) {
    List<String> runs = List.copyOf(cast.runs().keySet());
    String name =
        runs.size() == 2
            ? runs.get(0) + "-" + runs.get(1)
            : runs.get(0) + "-and-" + (runs.size() - 1) + "-more";
    return Map.of(
        "Content-Type", List.of("text/html;charset=UTF-8"),
        "Content-Disposition", List.of("attachment; filename=\"comparison-" + name + ".html\""),
        "X-Content-Type-Options", List.of("nosniff"),
        "Cache-Control", List.of("no-store"));
  }
}
