package dev.assay.run.control.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.control.launch.ScorerChoice.Chosen;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.gate.Gate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Changes what a run is scored by, under the same rules as a launch. */
@ApplicationScoped
public class SpecChange {
  private final ScorerChoice choice;

  SpecChange(ScorerChoice choice) {
    this.choice = choice;
  }

  /**
   * The definition with other scorers, gate or star metric; a null keeps what is there.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<RunSpec> apply(
      UUID workspaceId, RunSpec spec, List<JsonNode> scorers, JsonNode gate, JsonNode starMetric) {
    JsonNode newGate = gate == null ? spec.gate() : gate;
    JsonNode newStar = starMetric == null ? spec.starMetric() : starMetric;
    return (scorers == null ? choice.keep(spec.scorers()) : choice.read(workspaceId, scorers))
        .flatMap(chosen -> apply(workspaceId, spec, chosen, newGate, newStar));
  }

  private Uni<RunSpec> apply(
      UUID workspaceId, RunSpec spec, Chosen chosen, JsonNode gate, JsonNode starMetric) {
    Checks checks = new Checks();
    Gate parsed = chosen.gate(checks, gate, starMetric);
    checks.done();
    JsonNode kept = parsed.criteria().isEmpty() ? null : gate;
    return choice
        .judges(workspaceId, chosen, spec.judge())
        .map(judges -> spec.scoredBy(chosen.scorers(), kept, starMetric, judges));
  }
}
