package dev.assay.run.verdict;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunFinisher;
import dev.assay.run.verdict.comparison.query.BaselineDifferences;
import dev.assay.run.verdict.gate.AgainstBaseline;
import dev.assay.run.verdict.gate.CanaryProof;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.gate.GateResult;
import dev.assay.run.verdict.gate.NullProof;
import dev.assay.run.verdict.gate.StarMetric;
import dev.assay.run.verdict.passports.PassportQuery;
import dev.assay.run.verdict.stopping.Stop;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.SummaryQuery;
import dev.assay.run.verdict.summary.UnmatchedFields;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ends a run: its summary from the rows, its verdict by the gate, in the settling transaction. */
@ApplicationScoped
public class RunVerdict implements RunFinisher {
  private static final TypeReference<Map<String, Map<String, CanaryProof.Result>>> CANARIES =
      new TypeReference<>() {};
  private static final String READ =
      "select workspace_id, repeats, spec::text as spec, self_test::text as self_test,"
          + " canaries::text as canaries,"
          + " case when cut > 0 then stopped::text end as stopped from runs where id = $1";
  private static final String STORE =
      """
      update runs set summary = $2::text::json, criteria = $3::text::json, verdict = $4,
        star_metric_result = $5::text::json, pass_status = $6, pass_rate = $7
      where id = $1
      """;

  @Override
  public Uni<String> finish(SqlConnection tx, LockedRun run) {
    return Db.query(tx, READ, run.id()).map(Rows::one).flatMap(row -> judge(tx, run, row));
  }

  private Uni<String> judge(SqlConnection tx, LockedRun run, Row row) {
    UUID runId = run.id();
    RunSpec spec = RunSpecs.of(row);
    Gate gate = Gate.parse(spec.gate(), new ArrayList<>());
    NullProof selfTest = JsonColumns.read(row, "self_test", NullProof.class);
    Stop stop = JsonColumns.read(row, "stopped", Stop.class);
    CanaryProof canaries = new CanaryProof(JsonColumns.read(row, "canaries", CANARIES));
    return Db.overWholeRun(
            tx, () -> SummaryQuery.compute(tx, runId, spec.scorers(), gate.sections()))
        .flatMap(
            summary ->
                PassportQuery.ofRun(
                        tx, row.getUUID("workspace_id"), runId, spec, row.getInteger("repeats"))
                    .map(judges -> judges.isEmpty() ? summary : summary.judgedBy(judges)))
        .map(summary -> summary.warning(canaries.warnings()).warning(blind(spec, summary)))
        .flatMap(
            summary -> UnmatchedFields.of(tx, runId, spec.scorers(), summary).map(summary::warning))
        .flatMap(
            summary ->
                against(tx, runId, spec, gate)
                    .map(against -> gate.judge(summary, selfTest, against))
                    .map(judged -> stop == null ? judged : stop.on(judged, run.generation()))
                    .map(
                        judged ->
                            gate.allowFailedCanaries()
                                ? judged
                                : canaries.on(judged, spec.scorers()))
                    .flatMap(judged -> demandPassports(tx, runId, gate, judged, summary, spec))
                    .flatMap(
                        result ->
                            store(tx, runId, spec, result, summary.warning(result.warnings()))));
  }

  /** A limit on money sees only calls whose cost is known. */
  private static List<Warning> blind(RunSpec spec, RunSummary summary) {
    boolean limited = spec.budget() != null && spec.budget().maxCost() != null;
    return limited && !summary.usage().costKnown()
        ? List.of(
            new Warning(
                "BUDGET_BLIND",
                "The cost of some calls is not known, and max_cost was held without them: look at"
                    + " the provider's prices, and whether it reports tokens."))
        : List.of();
  }

  // Last: an early stop settles what chance could have turned, and not whether a judge is right.
  private static Uni<GateResult> demandPassports(
      SqlConnection tx,
      UUID runId,
      Gate gate,
      GateResult judged,
      RunSummary summary,
      RunSpec spec) {
    if (gate.passport() == null) {
      return Uni.createFrom().item(judged);
    }
    Uni<Set<String>> otherJudges =
        spec.baseline() == null || !gate.comparesRuns()
            ? Uni.createFrom().item(Set.of())
            : PassportQuery.changed(tx, spec.baseline(), runId);
    return otherJudges.map(keys -> gate.passport().on(judged, summary, spec.scorers(), keys));
  }

  private static Uni<AgainstBaseline> against(
      SqlConnection tx, UUID runId, RunSpec spec, Gate gate) {
    return spec.baseline() == null || !gate.comparesRuns()
        ? Uni.createFrom().item(AgainstBaseline.NONE)
        : BaselineDifferences.read(tx, spec.baseline(), runId, gate.criteria());
  }

  private static Uni<String> store(
      SqlConnection tx, UUID runId, RunSpec spec, GateResult result, RunSummary summary) {
    Set<String> keys = spec.scorers().stream().map(ScorerSpec::key).collect(Collectors.toSet());
    StarMetric star = StarMetric.parse(spec.starMetric(), keys, new ArrayList<>());
    StarMetric.Result starred = star == null ? null : star.in(summary);
    String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
    return Db.query(
            tx,
            STORE,
            runId,
            JsonColumns.text(summary),
            JsonColumns.text(result.criteria()),
            verdict,
            JsonColumns.text(starred),
            starred == null ? null : starred.passStatus(),
            summary.overall().passRate())
        .replaceWith(verdict);
  }
}
