package dev.assay.run.control.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.library.scorers.ChosenScorers;
import dev.assay.run.library.scorers.JudgeChoices;
import dev.assay.run.library.scorers.catalogue.Catalogue;
import dev.assay.run.library.scorers.catalogue.ScorerRules;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.gate.StarMetric;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Changes what a run is scored by, under the same rules as a launch. */
@ApplicationScoped
public class SpecChange {
  private final Catalogue catalogue;
  private final ChosenScorers chosen;
  private final JudgeChoices judges;

  /** With the scorers and the judges there are. */
  public SpecChange(Catalogue catalogue, ChosenScorers chosen, JudgeChoices judges) {
    this.judges = judges;
    this.catalogue = catalogue;
    this.chosen = chosen;
  }

  /**
   * The definition with other scorers, gate or star metric; a null keeps what is there.
   *
   * @return fails with a problem that lists every violation
   */
  public Uni<RunSpec> apply(
      UUID workspaceId, RunSpec spec, List<JsonNode> scorers, JsonNode gate, JsonNode starMetric) {
    return catalogue
        .all()
        .flatMap(
            known ->
                read(workspaceId, spec, scorers, known)
                    .flatMap(read -> apply(workspaceId, spec, read, known, gate, starMetric)));
  }

  private Uni<RunSpec> apply(
      UUID workspaceId,
      RunSpec spec,
      ScorerRules.Read read,
      Map<String, ScorerDescriptor> known,
      JsonNode gate,
      JsonNode starMetric) {
    Checks checks = new Checks();
    checks.addAll(read.code(), read.violations());
    List<ScorerSpec> chosen = read.scorers();
    JsonNode newGate = gate == null ? spec.gate() : gate;
    JsonNode newStar = starMetric == null ? spec.starMetric() : starMetric;
    List<Violation> wrong = new ArrayList<>();
    Gate parsed = Gate.parse(newGate, wrong);
    StarMetric.parse(
        newStar, chosen.stream().map(ScorerSpec::key).collect(Collectors.toSet()), wrong);
    checks.addAll(ErrorCode.VALIDATION_FAILED, wrong);
    checks.done();
    RunSpec changed = with(spec, chosen, parsed, newGate, newStar);
    return judges.choose(workspaceId, chosen, known, spec.judge()).map(changed::judgedBy);
  }

  private static RunSpec with(
      RunSpec spec, List<ScorerSpec> chosen, Gate parsed, JsonNode gate, JsonNode starMetric) {
    return new RunSpec(
        spec.target(),
        spec.dataset(),
        chosen,
        parsed.criteria().isEmpty() ? null : gate,
        starMetric,
        spec.policy(),
        spec.order(),
        spec.seed(),
        spec.budget(),
        spec.failFast(),
        spec.cache(),
        spec.earlyStop(),
        spec.baseline(),
        spec.judge(),
        null);
  }

  private Uni<ScorerRules.Read> read(
      UUID workspaceId, RunSpec spec, List<JsonNode> scorers, Map<String, ScorerDescriptor> known) {
    return scorers == null
        ? Uni.createFrom().item(new ScorerRules.Read(spec.scorers(), List.of(), null))
        : chosen.read(workspaceId, scorers, known);
  }
}
