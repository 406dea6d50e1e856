package dev.assay.run.traffic.evalsets;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Datasets made of traffic. */
@Path("/v1/datasets/{name}/from-traffic")
@Tag(name = "Datasets")
public class EvalSetsResource {
  private final Callers callers;
  private final EvalSets sets;

  EvalSetsResource(Callers callers, EvalSets sets) {
    this.callers = callers;
    this.sets = sets;
  }

  /**
   * What is to become items.
   *
   * @param select which records
   * @param mapping which parts of them; null for the input and the correction
   * @param dryRun only look
   */
  @Schema(
      name = "FromTraffic",
      examples =
          """
          {"select": {"filter": {"skill": "invoice-reader", "feedback": "json"}, "limit": 200},
           "mapping": {"input": "input", "expected": "correction"}, "dry_run": true}
          """)
  record Body(@NotNull @Valid Selection select, FieldMapping mapping, Boolean dryRun) {}

  /** Adds picked traffic to a dataset. */
  @POST
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Make items of picked traffic, each with the answer that production gave; what the"
              + " dataset has already stays, what is new makes a version")
  public Uni<EvalSet> add(
      @PathParam("name") @Pattern(regexp = Names.PATTERN, message = Names.MESSAGE) String name,
      @NotNull @Valid Body body) {
    if (!body.select().isOne()) {
      String reason = "must have ids, a filter or a queue: one of them.";
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "select " + reason,
          List.of(new Violation("select", reason)));
    }
    UUID workspaceId = callers.current().workspaceId();
    FieldMapping mapping = FieldMapping.orUsual(body.mapping());
    return Boolean.TRUE.equals(body.dryRun())
        ? sets.look(workspaceId, name, body.select(), mapping)
        : sets.add(workspaceId, name, body.select(), mapping);
  }
}
