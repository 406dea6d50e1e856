package dev.assay.run.control.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.control.launch.names.GateNames;
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

/** What a run is scored by: its scorers, what is decided by them, and whom they ask. */
@ApplicationScoped
class ScorerChoice {
  private final Catalogue catalogue;
  private final ChosenScorers scorers;
  private final JudgeChoices judges;

  ScorerChoice(Catalogue catalogue, ChosenScorers scorers, JudgeChoices judges) {
    this.catalogue = catalogue;
    this.scorers = scorers;
    this.judges = judges;
  }

  /**
   * Scorers as they were read.
   *
   * @param read in order, with every violation
   * @param known the catalogue that they were read against
   */
  record Chosen(ScorerRules.Read read, Map<String, ScorerDescriptor> known) {
    List<ScorerSpec> scorers() {
      return read.scorers();
    }

    /**
     * The gate over these scorers.
     *
     * @param checks is told what is wrong with the scorers, the gate and the star metric
     */
    Gate gate(Checks checks, JsonNode gate, JsonNode starMetric) {
      checks.addAll(read.code(), read.violations());
      List<Violation> wrong = new ArrayList<>();
      Gate parsed = Gate.parse(gate, wrong);
      StarMetric.parse(
          starMetric, scorers().stream().map(ScorerSpec::key).collect(Collectors.toSet()), wrong);
      checks.addAll(ErrorCode.VALIDATION_FAILED, wrong);
      if (wrong.isEmpty() && read.violations().isEmpty()) {
        GateNames.scorers(checks, gate, parsed, scorers().stream().map(ScorerSpec::key).toList());
      }
      return parsed;
    }
  }

  /** Reads scorers as a launch gives them, null for none. */
  Uni<Chosen> read(UUID workspaceId, List<JsonNode> given) {
    return catalogue
        .all()
        .flatMap(
            known -> scorers.read(workspaceId, given, known).map(read -> new Chosen(read, known)));
  }

  /** Takes scorers that were read before. */
  Uni<Chosen> keep(List<ScorerSpec> before) {
    ScorerRules.Read read = new ScorerRules.Read(before, List.of(), null);
    return catalogue.all().map(known -> new Chosen(read, known));
  }

  /** As {@link #judges}, and looks at the evaluation's judge when nobody asks it. */
  Uni<Map<String, RunSpec.Judge>> judgesOfALaunch(
      UUID workspaceId, Chosen chosen, RunSpec.Judge otherwise) {
    return judges(workspaceId, chosen, otherwise)
        .call(found -> judges.checkUnasked(workspaceId, otherwise, found));
  }

  /**
   * Finds whom they ask; see {@link JudgeChoices#choose}.
   *
   * @param otherwise whom scorers ask that name nobody, null for none
   */
  Uni<Map<String, RunSpec.Judge>> judges(UUID workspaceId, Chosen chosen, RunSpec.Judge otherwise) {
    return judges.choose(workspaceId, chosen.scorers(), chosen.known(), otherwise);
  }
}
