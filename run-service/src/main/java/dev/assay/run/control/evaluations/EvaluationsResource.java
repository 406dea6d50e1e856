package dev.assay.run.control.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.control.launch.LaunchResolver;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Named, versioned definitions. What is saved is checked as a launch is, its gate against null
 * answers included; the target may be left to the launch.
 */
@Path("/v1/evaluations")
@Tag(name = "Evaluations")
public class EvaluationsResource {
  private final Callers callers;
  private final EvaluationStore store;
  private final LaunchResolver resolver;
  private final Idempotency idempotency;

  public EvaluationsResource(
      Callers callers, EvaluationStore store, LaunchResolver resolver, Idempotency idempotency) {
    this.callers = callers;
    this.store = store;
    this.resolver = resolver;
    this.idempotency = idempotency;
  }

  /** Saves under the name in the body. */
  @POST
  @RolesAllowed("write")
  @Operation(summary = "Saves an evaluation; a changed definition makes a new version")
  @APIResponse(
      responseCode = "201",
      description = "Saved",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Saved.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String key, LaunchRequest definition) {
    return save(callers.current(), key, definition == null ? null : definition.name(), definition);
  }

  /** Saves under the name in the path. */
  @PUT
  @Path("/{name}")
  @RolesAllowed("write")
  @Operation(summary = "Saves an evaluation under a name")
  @APIResponse(
      responseCode = "201",
      description = "Saved",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Saved.class)))
  public Uni<Response> put(@PathParam("name") String name, LaunchRequest definition) {
    return save(callers.current(), null, name, definition);
  }

  private Uni<Response> save(Caller caller, String key, String name, LaunchRequest definition) {
    EvaluationName.check(name);
    if (definition == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, "Give what the evaluation consists of.", List.of());
    }
    if (definition.evaluation() != null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "An evaluation cannot be made from another one; give its content.",
          List.of(new Violation("evaluation", "is not allowed here")));
    }
    return idempotency.answered(
        caller,
        "/v1/evaluations",
        key,
        definition,
        resolver
            .check(caller.workspaceId(), definition)
            .flatMap(
                checked ->
                    idempotency.once(
                        caller,
                        "/v1/evaluations",
                        key,
                        definition,
                        () ->
                            store
                                .save(
                                    caller.workspaceId(),
                                    name,
                                    definition,
                                    warnings(checked),
                                    sha256(definition))
                                .replaceWith(
                                    Reply.created(
                                        "/v1/evaluations/" + EvaluationName.inPath(name),
                                        new Saved(name, checked.warnings()))))));
  }

  /** What saving answers. */
  public record Saved(String name, List<ResolvedRun.Warning> warnings) {}

  /** The newest versions. */
  @GET
  @RolesAllowed("read")
  @Operation(summary = "The evaluations, each in its newest version; a page ends after 8 MB")
  public Uni<Page<StoredEvaluation>> list(@BeanParam @Valid PageRequest page) {
    String after = page.after(1).map(c -> c.values().get(0)).orElse(null);
    return store.list(callers.current().workspaceId(), after, page.limit);
  }

  /** One, by name or name@version. */
  @GET
  @Path("/{name}")
  @RolesAllowed("read")
  @Operation(summary = "One evaluation; name or name@version")
  public Uni<StoredEvaluation> get(@PathParam("name") String name) {
    return store
        .find(callers.current().workspaceId(), name)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("evaluation", name));
  }

  /** All versions of one. */
  @GET
  @Path("/{name}/versions")
  @RolesAllowed("read")
  @Operation(summary = "The versions of an evaluation, the newest first; a page ends after 8 MB")
  public Uni<Page<StoredEvaluation>> versions(
      @PathParam("name") String name, @BeanParam @Valid PageRequest page) {
    Integer before = page.after(1).map(c -> (int) c.number(0)).orElse(null);
    return store
        .versions(callers.current().workspaceId(), name, before, page.limit)
        .invoke(
            found -> {
              if (found.data().isEmpty() && before == null) {
                throw ProblemException.notFound("evaluation", name);
              }
            });
  }

  /** Removes one with its versions; its runs keep what they were made from. */
  @DELETE
  @Path("/{name}")
  @RolesAllowed("write")
  @Operation(summary = "Removes an evaluation; its runs stay")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("name") String name) {
    return store
        .delete(callers.current().workspaceId(), name)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("evaluation", name);
              }
              return Response.noContent().build();
            });
  }

  private static JsonNode warnings(ResolvedRun checked) {
    return Json.mapper().valueToTree(checked.warnings());
  }

  private static String sha256(LaunchRequest definition) {
    String json = Json.mapper().valueToTree(definition).toString();
    return HexFormat.of().formatHex(Tokens.sha256(json));
  }
}
