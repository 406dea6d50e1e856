package dev.assay.run.verdict.spending;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.UUID;

/** Sums up what a run's calls used, from the ledger and the units. */
public final class SpendingQuery {
  // An attempt may have been charged when it brought an answer, reported tokens, or ended without
  // anybody knowing; as in Charge.
  private static final String SPENDING =
      """
      select a.*, u.*, c.*, r.calls_unknown from (
        select count(*) as calls, coalesce(sum(tokens_in), 0) as tokens_in,
               coalesce(sum(tokens_out), 0) as tokens_out,
               sum(cost order by n, generation, worker, number) as cost,
               coalesce(bool_or(cost is null and (outcome in ('ok', 'content_filter')
                 or tokens_in is not null or outcome_unknown)), false) as unknown
        from attempts where run_id = $1 and question = ''
      ) a, (
        select count(*) as u_calls, coalesce(sum(tokens_in), 0) as u_tokens_in,
               coalesce(sum(tokens_out), 0) as u_tokens_out,
               sum(cost order by n) as u_cost, coalesce(bool_or(cost is null), false) as u_unknown
        from units where run_id = $1 and answered_at is not null and not cached
      ) u, (
        select count(*) as c_calls, coalesce(sum(tokens_in), 0) as c_tokens_in,
               coalesce(sum(tokens_out), 0) as c_tokens_out,
               sum(saved_cost order by n) as c_cost,
               coalesce(bool_or(saved_cost is null), false) as c_unknown
        from units where run_id = $1 and cached
      ) c, (select coalesce(bool_or(calls_unknown), false) as calls_unknown
            from runs where id = $1) r
      """;

  // Canaries are billed; what counts are the scores of the run's own answers.
  private static final String JUDGES =
      """
      select a.*, s.* from (
        select count(*) as calls, coalesce(sum(tokens_in), 0) as tokens_in,
               coalesce(sum(tokens_out), 0) as tokens_out,
               sum(cost order by n, generation, question, worker, number) as cost,
               coalesce(bool_or(cost is null and (outcome in ('ok', 'content_filter')
                 or tokens_in is not null or outcome_unknown)), false) as unknown
        from attempts where run_id = $1 and question <> ''
      ) a, (
        select coalesce(sum(questions), 0) as u_calls,
               coalesce(sum(judge_tokens_in), 0) as u_tokens_in,
               coalesce(sum(judge_tokens_out), 0) as u_tokens_out,
               sum(judge_cost order by n, key) as u_cost,
               coalesce(bool_or(judge_cost is null), false) as u_unknown
        from scores where run_id = $1 and passport is not null
      ) s
      """;

  private SpendingQuery() {}

  /** Sums up; of a run that still goes on, as far as it has come. */
  public static Uni<Spending> compute(SqlConnection tx, UUID runId) {
    return Db.query(tx, SPENDING, runId)
        .flatMap(
            rows ->
                Db.query(tx, JUDGES, runId)
                    .map(
                        judges ->
                            spending(
                                Rows.one(rows),
                                Rows.one(judges),
                                Rows.one(rows).getBoolean("calls_unknown"))));
  }

  /** Of calls that nobody knows of it is not known either whom they asked. */
  private static Spending spending(Row candidate, Row judges, boolean callsUnknown) {
    return new Spending(candidate(candidate, callsUnknown), judge(judges, callsUnknown));
  }

  private static Spending.Side judge(Row row, boolean callsUnknown) {
    Spending.Amount billed = amount(row, "", callsUnknown);
    Spending.Amount useful = amount(row, "u_", false);
    return billed.calls() == 0 && useful.calls() == 0
        ? null
        : new Spending.Side(billed.calls() == 0 ? null : billed, useful, null);
  }

  private static Spending.Side candidate(Row row, boolean callsUnknown) {
    Spending.Amount billed = amount(row, "", callsUnknown);
    Spending.Amount saved = amount(row, "c_", false);
    return new Spending.Side(
        billed.calls() == 0 && !callsUnknown ? null : billed,
        amount(row, "u_", false),
        saved.calls() == 0 ? null : saved);
  }

  private static Spending.Amount amount(Row row, String prefix, boolean callsUnknown) {
    long calls = row.getLong(prefix + "calls");
    Double known = row.getDouble(prefix + "cost");
    boolean unknown = callsUnknown || row.getBoolean(prefix + "unknown");
    // Calls that were refused before they were charged have no cost; that is a known nothing.
    Double cost = unknown ? null : known == null && calls > 0 ? (Double) 0.0 : known;
    return new Spending.Amount(
        calls,
        integer(row, prefix + "tokens_in"),
        integer(row, prefix + "tokens_out"),
        cost,
        known,
        !unknown);
  }

  private static long integer(Row row, String column) {
    BigDecimal value = row.getBigDecimal(column);
    return value == null ? 0 : value.longValueExact();
  }
}
