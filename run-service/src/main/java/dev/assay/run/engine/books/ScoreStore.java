package dev.assay.run.engine.books;

import static dev.assay.run.platform.db.Columns.column;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The statements that write scores, each for a whole batch. */
public final class ScoreStore {
  private static final TypeReference<LinkedHashMap<String, Double>> SCORES =
      new TypeReference<>() {};
  private static final String INSERT =
      """
      with fresh as (
        insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed, reason,
                            metadata, error_code, error_message, passport, questions,
                            judge_tokens_in, judge_tokens_out, judge_cost)
        select i.run_id, i.n, i.key, i.scorer, i.scorer_version, i.status, i.score, i.passed,
               i.reason, i.metadata::json, i.error_code, i.error_message, i.passport,
               i.questions, i.judge_tokens_in, i.judge_tokens_out, i.judge_cost
        from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::int[],
                    $7::text[], $8::float8[], $9::boolean[], $10::text[], $11::text[],
                    $12::text[], $13::text[], $14::text[], $15::int[], $16::bigint[],
                    $17::bigint[], $18::float8[])
          as i(run_id, n, generation, key, scorer, scorer_version, status, score, passed, reason,
               metadata, error_code, error_message, passport, questions, judge_tokens_in,
               judge_tokens_out, judge_cost)
        cross join lateral (
          select 1 from units u
          where u.run_id = i.run_id and u.n = i.n and u.generation = i.generation
            and u.status = 'answered'
          limit 1
        ) u
        on conflict (run_id, n, key) do nothing
        returning run_id, n, score
      )
      select run_id, n, coalesce(sum(score), 0) as score_sum, count(score) as score_count
      from fresh group by run_id, n
      """;
  // The item rule of the design: any error is an error; all skipped is skipped; any threshold
  // missed is failed; else passed. No scorer at all: passed.
  private static final String SETTLE =
      """
      update units u set
        status = case
          when s.errors > 0 then 'error'
          when s.total > 0 and s.skips = s.total then 'skipped'
          when s.misses > 0 then 'failed'
          else 'passed' end,
        error_code = s.error_code,
        error_message = s.error_message,
        settled_at = now()
      from (
        select r.id as run_id, d.n, s.*
        from (select $1::uuid as id) r
        cross join unnest($2::int[]) as d(n)
        cross join lateral (
          select
               count(s.key) as total,
               count(*) filter (where s.status = 'error') as errors,
               count(*) filter (where s.status = 'skipped') as skips,
               count(*) filter (where s.passed is false) as misses,
               min(s.error_code) filter (where s.status = 'error') as error_code,
               min(s.key || ': ' || s.error_message) filter (where s.status = 'error')
                 as error_message,
               json_object_agg(s.key, s.score) filter (where s.key is not null) as scores
          from scores s where s.run_id = r.id and s.n = d.n
        ) s
      ) s
      where u.run_id = s.run_id and u.n = s.n and u.status = 'answered'
        and u.scores_due = s.total
      returning u.position, u.repeat, u.status, u.latency_ms, u.error_code, s.scores::text as scores
      """;

  private ScoreStore() {}

  /** One score of one unit. */
  public record Line(UnitRef unit, Score score) {}

  /** What a batch measured of a unit. */
  public record Booked(AnswerStore.UnitKey key, double sum, long count) {}

  /** Keeps scores of units that still wait for them, each once. */
  public static Uni<List<Booked>> insert(SqlConnection tx, List<Line> lines) {
    return Db.query(
            tx,
            INSERT,
            column(lines, UUID[]::new, l -> l.unit().runId()),
            column(lines, Integer[]::new, l -> l.unit().n()),
            column(lines, Integer[]::new, l -> l.unit().generation()),
            column(lines, String[]::new, l -> l.score().key()),
            column(lines, String[]::new, l -> l.score().scorer()),
            column(lines, Integer[]::new, l -> l.score().version()),
            column(lines, String[]::new, l -> l.score().status().wire()),
            column(lines, Double[]::new, l -> l.score().score()),
            column(lines, Boolean[]::new, l -> l.score().passed()),
            column(lines, String[]::new, l -> l.score().reason()),
            column(lines, String[]::new, l -> JsonColumns.text(l.score().metadata())),
            column(
                lines,
                String[]::new,
                l -> l.score().error() == null ? null : l.score().error().code().name()),
            column(
                lines,
                String[]::new,
                l -> l.score().error() == null ? null : l.score().error().message()),
            column(lines, String[]::new, l -> judging(l, Score.Judging::passport)),
            column(lines, Integer[]::new, l -> judging(l, Score.Judging::questions)),
            column(lines, Long[]::new, l -> usage(l, Usage::input)),
            column(lines, Long[]::new, l -> usage(l, Usage::output)),
            column(lines, Double[]::new, l -> judging(l, Score.Judging::cost)))
        .map(rows -> Rows.list(rows, ScoreStore::booked));
  }

  private static <V> V judging(Line line, Function<Score.Judging, V> get) {
    return line.score().judging() == null ? null : get.apply(line.score().judging());
  }

  private static Long usage(Line line, Function<Usage, Long> get) {
    Usage usage = judging(line, Score.Judging::usage);
    return usage == null ? null : get.apply(usage);
  }

  private static Booked booked(Row row) {
    return new Booked(
        new AnswerStore.UnitKey(row.getUUID("run_id"), row.getInteger("n")),
        row.getDouble("score_sum"),
        row.getLong("score_count"));
  }

  /** Settles those of the units whose last score is in: as many as their definition has scorers. */
  static Uni<List<SettledUnit>> settle(SqlConnection tx, UUID runId, List<Integer> due) {
    if (due.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Db.query(tx, SETTLE, runId, due.toArray(Integer[]::new))
        .map(rows -> Rows.list(rows, ScoreStore::settled));
  }

  private static SettledUnit settled(Row row) {
    return new SettledUnit(
        row.getInteger("position"),
        row.getInteger("repeat"),
        UnitStatus.of(row.getString("status")),
        row.getInteger("latency_ms"),
        row.getString("error_code"),
        scores(row));
  }

  private static Map<String, Double> scores(Row row) {
    Map<String, Double> scores = JsonColumns.read(row, "scores", SCORES);
    return scores == null ? Map.of() : scores;
  }
}
