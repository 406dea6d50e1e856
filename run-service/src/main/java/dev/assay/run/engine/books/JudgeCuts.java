package dev.assay.run.engine.books;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.ScoreStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.UnitMoves;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Ends answers that wait for a judge who will not be asked about them any more. */
public final class JudgeCuts {
  /** After these no question to the same provider can succeed. */
  private static final Set<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.PROVIDER_AUTH, ErrorCode.PROVIDER_QUOTA);

  private static final Set<RunStatus> JUDGED =
      EnumSet.of(RunStatus.RUNNING_DATASET, RunStatus.EVALUATING_RESULTS);

  // Of those that a judge is being asked about, another judge may still be missing: they are looked
  // at again when that one has spoken.
  private static final String SKIP =
      """
      update units u set status = 'skipped', reason = $2, settled_at = now()
      where u.run_id = $1 and u.status = 'answered' and u.n = any(array(
        select w.n from units w
        where w.run_id = $1 and w.status = 'answered' and w.generation = $3
          and not exists (select 1 from judgings j where j.run_id = $1 and j.n = w.n)
          and exists (
            select 1 from unnest($4::text[]) as k(key)
            where not exists (
              select 1 from scores s where s.run_id = $1 and s.n = w.n and s.key = k.key))
        order by w.n limit $5))
      """;

  // Questions that are under way have an end of their own, soon and for the same reason. With very
  // many answers some are left over: the judge is asked about them, refused again, and that ends as
  // many more.
  private static final String REFUSE =
      """
      insert into scores (run_id, n, key, scorer, scorer_version, status, passed, error_code,
                          error_message)
      select $1, u.n, k.key, k.scorer, 0, 'error', k.passed, k.code, k.message
      from (
        select w.n from units w
        where w.run_id = $1 and w.status = 'answered' and w.generation = $2
          and exists (
            select 1 from unnest($3::text[]) as k(key)
            where not exists (
                select 1 from scores s where s.run_id = $1 and s.n = w.n and s.key = k.key)
              and not exists (
                select 1 from judgings j where j.run_id = $1 and j.n = w.n and j.key = k.key))
        order by w.n limit $8
      ) u
      cross join unnest($3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[])
        as k(key, scorer, passed, code, message)
      where not exists (
          select 1 from judgings j where j.run_id = $1 and j.n = u.n and j.key = k.key)
      on conflict (run_id, n, key) do nothing
      returning n
      """;

  private JudgeCuts() {}

  /**
   * Skips what no judge is being asked about and some judge is missing for, as much as one
   * transaction may; whoever hands out to judges comes back for the rest.
   *
   * @return how many units that were
   */
  static Uni<Integer> skip(SqlConnection tx, LockedRun run, RunSpec spec, String reason) {
    String[] keys = spec.judgeKeys().toArray(String[]::new);
    return Db.query(tx, SKIP, run.id(), reason, run.generation(), keys, UnitMoves.SLICE)
        .map(rows -> rows.rowCount());
  }

  /**
   * Why judges of the run were refused by their provider, by scorer key, as scores say that have
   * just come in; empty when none was, or when the run is being stopped anyway.
   */
  public static Map<String, Failure> refusals(LockedRun run, List<ScoreStore.Line> lines) {
    Map<String, Failure> refusals = new TreeMap<>();
    if (JUDGED.contains(run.status())) {
      lines.stream()
          .filter(line -> line.unit().runId().equals(run.id()))
          .filter(line -> line.unit().generation() == run.generation())
          .filter(line -> run.judgeKeys().contains(line.score().key()))
          .filter(
              line -> line.score().status() == ScoreStatus.ERROR && line.score().error() != null)
          .filter(line -> REFUSALS.contains(line.score().error().code()))
          .forEach(line -> refusals.putIfAbsent(line.score().key(), line.score().error()));
    }
    return refusals;
  }

  /**
   * Gives every answer that waits for one of these judges, or for another one of the same provider
   * and model, the error instead. A provider may refuse one model and not another.
   *
   * @return numbers of the units that got one
   */
  public static Uni<List<Integer>> refuse(
      SqlConnection tx, LockedRun run, RunSpec spec, Map<String, Failure> refusals) {
    Map<List<String>, Failure> byModel = new HashMap<>();
    refusals.forEach((key, failure) -> byModel.putIfAbsent(model(spec, key), failure));
    List<Refused> all = new ArrayList<>();
    for (ScorerSpec scorer : spec.scorers()) {
      boolean asks = spec.judges().containsKey(scorer.key());
      Failure failure = asks ? byModel.get(model(spec, scorer.key())) : null;
      if (failure != null) {
        all.add(new Refused(scorer, failure));
      }
    }
    return Db.query(
            tx,
            REFUSE,
            run.id(),
            run.generation(),
            column(all, String[]::new, r -> r.scorer().key()),
            column(all, String[]::new, r -> r.scorer().id()),
            column(all, Boolean[]::new, r -> r.scorer().threshold() == null ? null : false),
            column(all, String[]::new, r -> r.failure().code().name()),
            column(all, String[]::new, r -> r.failure().message()),
            UnitMoves.SLICE)
        .map(rows -> Rows.list(rows, row -> row.getInteger("n")));
  }

  private static List<String> model(RunSpec spec, String key) {
    RunSpec.Judge judge = spec.judges().get(key);
    return List.of(judge.provider(), judge.model());
  }

  private record Refused(ScorerSpec scorer, Failure failure) {}
}
