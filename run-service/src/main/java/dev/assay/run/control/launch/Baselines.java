package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunStore;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import dev.assay.run.verdict.comparison.shared.SharedScorers;
import dev.assay.run.verdict.comparison.shared.Unshared;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.gate.Gate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The run that a gate compares with: it must be there, have ended, and be scored in the same way as
 * far as the gate asks.
 */
@ApplicationScoped
class Baselines {
  private final RunStore runs;

  Baselines(RunStore runs) {
    this.runs = runs;
  }

  /**
   * What there is to know of the baseline; fails with VALIDATION_FAILED when it is missing,
   * unknown, still running, or scored in another way than the gate needs.
   */
  Uni<List<Warning>> require(UUID workspaceId, RunSpec spec) {
    Gate gate = Gate.parse(spec.gate(), new ArrayList<>());
    if (spec.baseline() == null) {
      if (gate.comparesRuns()) {
        throw bad(
            "is missing: the gate has criteria on the difference to an earlier run; give its id.");
      }
      return Uni.createFrom().item(List.of());
    }
    return runs.get(workspaceId, spec.baseline())
        .onFailure(ProblemException.class)
        .transform(e -> bad("is not a run of this workspace."))
        .invoke(Baselines::requireEnded)
        .invoke(run -> requireAlike(run, spec, gate))
        .map(run -> warnings(run, spec));
  }

  /**
   * A sample against the whole is legitimate, for items are paired, but nobody should overlook it.
   */
  private static List<Warning> warnings(Run run, RunSpec spec) {
    RunSpec.Slice there = run.definition().slice();
    return there.samePart(spec.dataset())
        ? List.of()
        : List.of(
            new Warning(
                "BASELINE_PART",
                "The baseline asks another part of the dataset ("
                    + there.part()
                    + ") than this run ("
                    + spec.dataset().part()
                    + "): only items that both have are compared."));
  }

  private static void requireEnded(Run run) {
    if (!run.status().isTerminal()) {
      throw bad("has not ended: wait for run " + run.id() + ", or name another one.");
    }
  }

  /**
   * Scores of the same key by other parameters differ by what was measured, not by how good it is.
   */
  private static void requireAlike(Run run, RunSpec spec, Gate gate) {
    SharedScorers shared =
        SharedScorers.of(
            List.of(
                ScoredBy.of(run.definition().scorers(), run.definition().part("judges"), Map.of())),
            List.of(
                ScoredBy.of(
                    Json.mapper().valueToTree(spec.scorers()),
                    Json.mapper().valueToTree(spec.judges()),
                    Map.of())));
    for (Criterion criterion : gate.criteria()) {
      if (criterion.type().comparesRuns() && !shares(shared, criterion)) {
        String what =
            shared.unshared().stream()
                .filter(
                    one -> criterion.scorer() == null || one.scorer().equals(criterion.scorer()))
                .map(Unshared::message)
                .collect(Collectors.joining("; "));
        throw bad(
            "is not scored as this run would be ("
                + what
                + "), so a criterion on the difference to it would say nothing: rescore run "
                + run.id()
                + " with these scorers, or name another one.");
      }
    }
  }

  private static boolean shares(SharedScorers shared, Criterion criterion) {
    if (criterion.scorer() == null) {
      return shared.whole();
    }
    return shared.unshared().stream()
        .filter(one -> one.scorer().equals(criterion.scorer()))
        .allMatch(
            one ->
                criterion.type() == CriterionType.MIN_DELTA
                    && one.reason() == Unshared.Reason.THRESHOLD);
  }

  private static ProblemException bad(String message) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The baseline " + message,
        List.of(new Violation("baseline", message)));
  }
}
