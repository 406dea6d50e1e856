package dev.assay.run.engine.books;

import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.UnitRef;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The books of judges: every attempt to ask one, whatever became of the score. */
public final class JudgeLedger {
  private static final String JUDGED =
      """
      delete from judgings j
      using unnest($1::uuid[], $2::int[], $3::text[], $4::int[]) as i(run_id, n, key, generation)
      where j.run_id = i.run_id and j.n = i.n and j.key = i.key and j.generation <= i.generation
      """;

  private JudgeLedger() {}

  /**
   * The ledger of what judges were asked, also of scores that came too late or never: the provider
   * was asked all the same. What was under way is no longer. The item is what was not on record.
   */
  public static Uni<List<AttemptStore.Fresh>> book(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<ScoreStore.Line> lines,
      List<ScoreReport.Spent> spent) {
    List<ScoreStore.Line> judged =
        lines.stream().filter(l -> isJudge(runs, l.unit(), l.score().key())).toList();
    List<AttemptStore.Line> attempts = new ArrayList<>();
    for (ScoreStore.Line line : judged) {
      if (line.score().judging() != null) {
        line.score()
            .judging()
            .attempts()
            .forEach(a -> attempts.add(new AttemptStore.Line(line.unit(), line.score().key(), a)));
      }
    }
    spent.stream()
        .filter(one -> isJudge(runs, one.unit(), one.key()))
        .forEach(
            one ->
                one.attempts()
                    .forEach(a -> attempts.add(new AttemptStore.Line(one.unit(), one.key(), a))));
    return AttemptStore.insert(tx, attempts).call(fresh -> forget(tx, judged));
  }

  private static boolean isJudge(Map<UUID, LockedRun> runs, UnitRef unit, String key) {
    LockedRun run = runs.get(unit.runId());
    return run != null && run.judgeKeys().contains(key);
  }

  private static Uni<?> forget(SqlConnection tx, List<ScoreStore.Line> judged) {
    return judged.isEmpty()
        ? Uni.createFrom().voidItem()
        : Db.query(
            tx,
            JUDGED,
            judged.stream().map(l -> l.unit().runId()).toArray(UUID[]::new),
            judged.stream().map(l -> l.unit().n()).toArray(Integer[]::new),
            judged.stream().map(l -> l.score().key()).toArray(String[]::new),
            judged.stream().map(l -> l.unit().generation()).toArray(Integer[]::new));
  }

  /** Adds what attempts took that were not on record before. */
  public static void add(RunChange change, List<AttemptStore.Fresh> attempts) {
    AttemptStore.add(change, attempts);
    attempts.stream()
        .collect(Collectors.groupingBy(a -> List.of(a.n(), a.question())))
        .values()
        .forEach(one -> change.judgement(AttemptStore.cost(one), AttemptStore.tokens(one)));
  }
}
