package dev.assay.run.engine.tasks;

import dev.assay.common.id.Ids;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.library.scorers.catalogue.Scoring;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.gate.NullAnswer;
import dev.assay.run.verdict.gate.NullCases;
import dev.assay.run.verdict.gate.NullProof;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tries a gate against answers that know nothing, before it costs anything. */
@ApplicationScoped
public class NullProofs {
  private final SampleItems samples;
  private final Scoring scoring;
  private final NullProofConfig limits;

  NullProofs(SampleItems samples, Scoring scoring, NullProofConfig limits) {
    this.samples = samples;
    this.scoring = scoring;
    this.limits = limits;
  }

  /** Whether there is a gate to try. */
  public static boolean needed(RunSpec spec) {
    return spec.gate() != null
        && !spec.gate().isNull()
        && !Gate.parse(spec.gate(), new ArrayList<>()).criteria().isEmpty();
  }

  /**
   * Tries the gate.
   *
   * @return the result; fails with SCORING_UNAVAILABLE when scoring-service does not answer
   */
  public Uni<NullProof> run(UUID datasetVersionId, RunSpec spec) {
    Gate gate = Gate.parse(spec.gate(), new ArrayList<>());
    return samples
        .read(datasetVersionId, limits.selfTestItems(), gate.sections(), spec.dataset().sections())
        .flatMap(items -> judge(gate, spec, items));
  }

  /** The gate knows nothing of targets: it is tried once for all runs of a launch. */
  public Uni<List<ResolvedRun>> tryAll(List<ResolvedRun> runs) {
    return withSelfTest(runs.get(0))
        .map(
            first -> {
              List<Warning> found =
                  first.warnings().subList(runs.get(0).warnings().size(), first.warnings().size());
              return runs.stream()
                  .map(
                      run -> {
                        List<Warning> warnings = new ArrayList<>(run.warnings());
                        warnings.addAll(found);
                        return run.with(first.selfTestJson(), warnings);
                      })
                  .toList();
            });
  }

  /** Adds what the gate says of answers that know nothing. */
  private Uni<ResolvedRun> withSelfTest(ResolvedRun run) {
    if (!needed(run.spec())) {
      return Uni.createFrom().item(run);
    }
    List<Warning> warnings = new ArrayList<>(run.warnings());
    Gate gate = Gate.parse(run.spec().gate(), new ArrayList<>());
    return samples
        .read(run, limits.selfTestItems(), gate.sections())
        .flatMap(items -> judge(gate, run.spec(), items))
        .map(
            test -> {
              if (test.warning() != null) {
                warnings.add(new Warning("VACUOUS_GATE", test.warning()));
              } else if (test.unproven() != null) {
                warnings.add(new Warning("GATE_UNPROVEN", test.unproven()));
              }
              return run.with(JsonColumns.text(test), warnings);
            })
        .onFailure(ProblemException.class)
        .recoverWithItem(
            () -> {
              warnings.add(
                  new Warning(
                      "GATE_NOT_TRIED",
                      "The gate could not be tried against answers that know nothing, because the"
                          + " scoring-service does not answer. It is tried before the run ends."));
              return run.with(null, warnings);
            });
  }

  private Uni<NullProof> judge(Gate gate, RunSpec spec, List<ScoringItem> items) {
    Map<NullAnswer, List<ScoringTask.Unit>> cases =
        NullCases.of(
            Ids.next(),
            // Whatever knows nothing did nothing on its way, either.
            items.stream().map(SpanChoice::without).toList(),
            gate,
            limits.selfTestItems(),
            spec.seed());
    return InOrder.map(
            cases.entrySet(),
            c -> ask(spec.scorers(), c.getValue()).map(report -> Map.entry(c.getKey(), report)))
        .map(
            reports -> {
              Map<NullAnswer, ScoreReport> byAnswer = new EnumMap<>(NullAnswer.class);
              reports.forEach(r -> byAnswer.put(r.getKey(), r.getValue()));
              return NullProof.of(gate, spec.scorers(), cases, byAnswer);
            });
  }

  private Uni<ScoreReport> ask(List<ScorerSpec> scorers, List<ScoringTask.Unit> cases) {
    return cases.isEmpty()
        ? Uni.createFrom().item(new ScoreReport(List.of()))
        : scoring.ask(scorers, cases);
  }
}
