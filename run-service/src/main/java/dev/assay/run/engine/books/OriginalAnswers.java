package dev.assay.run.engine.books;

import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.UnitMoves;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Gives units the answers that their items hold as {@code extra.original}, and notes whether a
 * model made what is right of them.
 */
final class OriginalAnswers {
  private static final String PLACE =
      """
      with held as materialized (
        select u.n, i.body->'extra' as extra
        from runs r
        join units u on u.run_id = r.id and u.n >= $2 and u.n < $3 and u.status = 'pending'
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
        where r.id = $1
      ), stored as materialized (
        -- What production says may be more than there is room for, here or in sums: then it is most.
        select h.n, h.extra->'original' as o,
          coalesce((h.extra->>'inferred')::boolean, false) as inferred,
          least((h.extra->'original'->>'latency_ms')::bigint, 2147483647) as latency_ms,
          least((h.extra->'original'->>'tokens_in')::bigint, 1000000000) as tokens_in,
          least((h.extra->'original'->>'tokens_cached')::bigint, 1000000000) as tokens_cached,
          least((h.extra->'original'->>'tokens_out')::bigint, 1000000000) as tokens_out
        from held h
      ), told as (
        update units u set inferred = s.inferred, latency_ms = s.latency_ms, tokens_in = s.tokens_in,
          tokens_cached = s.tokens_cached, tokens_out = s.tokens_out,
          -- Nothing is paid again; scorers of cost see what production paid.
          cost = 0, saved_cost = (s.o->>'cost')::float8
        from stored s
        where u.run_id = $1 and u.n >= $2 and u.n < $3 and u.n = s.n and s.o is not null
      )
      insert into answers (run_id, n, output, usage, model, trace_id)
      select $1, s.n, s.o->'output',
        case when s.tokens_in is not null or s.tokens_out is not null then
          json_build_object('input', coalesce(s.tokens_in, 0),
            'cached', coalesce(s.tokens_cached, 0),
            'output', coalesce(s.tokens_out, 0), 'reasoning', 0) end,
        s.o->>'model', s.o->>'trace_id'
      from stored s where s.o is not null
      on conflict (run_id, n) do nothing
      """;

  private OriginalAnswers() {}

  /**
   * Writes the answers of a slice of waiting units.
   *
   * @param first number of the first unit looked at, of {@value UnitMoves#SLICE}
   */
  static Uni<Void> place(SqlConnection tx, LockedRun run, int first) {
    return Db.overWholeRun(tx, () -> Db.query(tx, PLACE, run.id(), first, first + UnitMoves.SLICE))
        .replaceWithVoid();
  }
}
