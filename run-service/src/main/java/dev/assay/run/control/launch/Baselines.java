package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunStore;
import dev.assay.run.verdict.gate.Gate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The run that a gate compares with: it must be there, and have ended. */
@ApplicationScoped
class Baselines {
  private final RunStore runs;

  Baselines(RunStore runs) {
    this.runs = runs;
  }

  /** Fails with VALIDATION_FAILED when a baseline is missing, unknown, or still running. */
  Uni<Void> require(UUID workspaceId, RunSpec spec) {
    if (spec.baseline() == null) {
      if (Gate.parse(spec.gate(), new ArrayList<>()).comparesRuns()) {
        throw bad(
            "is missing: the gate has criteria on the difference to an earlier run; give its id.");
      }
      return Uni.createFrom().voidItem();
    }
    return runs.get(workspaceId, spec.baseline())
        .onFailure(ProblemException.class)
        .transform(e -> bad("is not a run of this workspace."))
        .invoke(Baselines::requireEnded)
        .replaceWithVoid();
  }

  private static void requireEnded(Run run) {
    if (!run.status().isTerminal()) {
      throw bad("has not ended: wait for run " + run.id() + ", or name another one.");
    }
  }

  private static ProblemException bad(String message) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The baseline " + message,
        List.of(new Violation("baseline", message)));
  }
}
