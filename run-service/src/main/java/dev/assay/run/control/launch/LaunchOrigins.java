package dev.assay.run.control.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.JacksonProblems;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun.Evaluation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Puts a launch on top of the evaluation that it names or brings along. */
@ApplicationScoped
class LaunchOrigins {
  private final NamedDefinitions evaluations;

  LaunchOrigins(NamedDefinitions evaluations) {
    this.evaluations = evaluations;
  }

  /**
   * A launch as merged.
   *
   * @param evaluation the stored one
   */
  record Origin(LaunchRequest request, Evaluation evaluation) {
    /** Of the same evaluation with another request. */
    Origin with(LaunchRequest other) {
      return new Origin(other, evaluation);
    }
  }

  /** Merges; fails when the evaluation is not there or cannot be read. */
  Uni<Origin> of(UUID workspaceId, LaunchRequest request) {
    JsonNode evaluation = request.evaluation();
    if (evaluation == null || evaluation.isNull()) {
      return Uni.createFrom().item(new Origin(request, Evaluation.NONE));
    }
    if (evaluation.isTextual()) {
      return evaluations
          .named(workspaceId, evaluation.asText())
          .map(found -> stored(found, request));
    }
    return Uni.createFrom().item(new Origin(request.over(read(evaluation)), Evaluation.NONE));
  }

  private static Origin stored(NamedDefinitions.Named found, LaunchRequest request) {
    return new Origin(
        request.over(found.definition()), new Evaluation(found.name(), found.version()));
  }

  private static LaunchRequest read(JsonNode evaluation) {
    try {
      return Json.strict().treeToValue(evaluation, LaunchRequest.class);
    } catch (JsonProcessingException e) {
      Problem problem = JacksonProblems.of(e);
      throw new ProblemException(
          ErrorCode.valueOf(problem.code()),
          "The evaluation cannot be read. " + problem.detail(),
          problem.violations().stream()
              .map(v -> new Violation("evaluation." + v.field(), v.message()))
              .toList());
    }
  }
}
