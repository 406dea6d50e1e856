package dev.assay.run.traffic.outcome;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.Means;
import dev.assay.run.verdict.totals.query.ToldApart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Counts what the samples of a run came to, by who said what is right. */
@ApplicationScoped
class OutcomeQuery {
  private static final String SAMPLES =
      """
      select i.item_id,
        -- What production completed is known before any of it is scored, or cancelled.
        case when r.target_kind = 'traffic'
          then i.body->'extra'->'original' is not null
          else a.n is not null end as completed,
        coalesce(%s, 'human') as truth, s.status,
        (%s)::text::bigint as matched, (%s)::text::bigint as compared,
        (%s)::text::bigint as accepted
      from runs r
      join units u on u.run_id = r.id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      left join answers a on a.run_id = r.id and a.n = u.n
      left join scores s on s.run_id = r.id and s.n = u.n and s.key = $2
      where r.id = $1
      """
          .formatted(
              ToldApart.ofUnit("u", "i"),
              JsonColumns.member("s.metadata", "matched"),
              JsonColumns.member("s.metadata", "compared"),
              JsonColumns.member("s.metadata", "accepted"));
  private static final String COUNT =
      "with sample as ("
          + SAMPLES
          + """
          )
          select count(*) as total, count(*) filter (where completed) as completed,
            %s, %s, %s,
            count(*) filter (where status = 'skipped' and completed) as unsaid,
            coalesce(sum(accepted) filter (where status = 'skipped'), 0)::bigint as accepted
          from sample
          """
              .formatted(of("human"), of("inferred"), of("assumed"));
  private static final String PAIRED =
      "with a as ("
          + SAMPLES.replace("$1", "$3")
          + "), b as ("
          + SAMPLES
          + """
          ), of_a as (
            -- An item counts once, however often it was asked.
            select item_id, truth, avg(matched::float8 / compared) as share
            from a where compared > 0 and truth <> 'assumed' group by item_id, truth
          ), of_b as (
            select item_id, truth, avg(matched::float8 / compared) as share
            from b where compared > 0 and truth <> 'assumed' group by item_id, truth
          ), pair as (
            -- What somebody else says is right by now is no change of the answers.
            select truth, of_b.share - of_a.share as d
            from of_a join of_b using (item_id, truth)
          )
          select truth, count(*) as items, avg(d) as mean, stddev_samp(d) as std
          from pair group by grouping sets ((), (truth))
          """;
  private static final String BEFORE =
      """
      select r.id from runs r
      where r.workspace_id = $1 and r.target_kind = 'traffic' and r.id < $2
        and r.status in ('successful', 'partially_successful')
        and r.spec->'target'->'traffic'->>'source_type' = $3
        and r.spec->'target'->'traffic'->>'id' = $4
        and r.spec->'target'->'traffic'->>'agent_version' is not distinct from $5
        and exists (select 1 from scores s where s.run_id = r.id and s.key = $6)
      order by r.id desc limit 1
      """;

  private static final String PARENT =
      """
      select r.id from runs r
      where r.workspace_id = $1 and r.id = $2
        and r.status in ('successful', 'partially_successful')
        and exists (select 1 from scores s where s.run_id = r.id and s.key = $3)
      """;

  private final Db db;

  OutcomeQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** Columns with the scored samples of one kind of truth, and their leaves. */
  private static String of(String truth) {
    return """
    count(*) filter (where status = 'success' and truth = '%1$s') as %1$s,
    coalesce(sum(matched) filter (where status = 'success' and truth = '%1$s'), 0)::bigint
      as %1$s_matched,
    coalesce(sum(compared) filter (where status = 'success' and truth = '%1$s'), 0)::bigint
      as %1$s_compared\
    """
        .formatted(truth);
  }

  /**
   * What the samples of a run came to.
   *
   * @param unsaid leaves of what nobody corrected, if it is right
   */
  record Counted(
      long total,
      long completed,
      Outcome.Samples human,
      Outcome.Samples inferred,
      long uncorrected,
      Outcome.Matches unsaid) {
    private static Counted of(Row row) {
      long accepted = row.getLong("accepted");
      Outcome.Matches unsaid =
          matches(row, "assumed").plus(new Outcome.Matches(accepted, accepted));
      return new Counted(
          row.getLong("total"),
          row.getLong("completed"),
          Outcome.Samples.of(row.getLong("human"), matches(row, "human"), unsaid),
          Outcome.Samples.of(row.getLong("inferred"), matches(row, "inferred"), unsaid),
          row.getLong("unsaid") + row.getLong("assumed"),
          unsaid);
    }

    private static Outcome.Matches matches(Row row, String truth) {
      return new Outcome.Matches(row.getLong(truth + "_matched"), row.getLong(truth + "_compared"));
    }

    private Outcome.Matches corrections() {
      return new Outcome.Matches(
          human.matched() + inferred.matched(), human.compared() + inferred.compared());
    }

    /** Over the samples that were corrected. */
    Double corrected() {
      return corrections().share();
    }

    /** Where what nobody corrected is right. */
    Double assumingAccepted() {
      return corrections().plus(unsaid).share();
    }
  }

  /** Counts the samples of a run. */
  Uni<Counted> count(UUID runId, String scorer) {
    return db.naming(runId).inTransaction(tx -> counted(tx, runId, scorer));
  }

  private static Uni<Counted> counted(SqlConnection tx, UUID runId, String scorer) {
    return Db.overWholeRun(tx, () -> Db.query(tx, COUNT, runId, scorer))
        .map(rows -> Counted.of(Rows.one(rows)));
  }

  /** The difference to the run before of the same source; null when there is none. */
  Uni<Outcome.Delta> delta(
      UUID workspaceId, UUID runId, TrafficSource source, String scorer, Counted now) {
    return db.query(
            BEFORE,
            workspaceId,
            runId,
            source.sourceType().wire(),
            source.id(),
            source.agentVersion(),
            scorer)
        .flatMap(rows -> to(rows, runId, scorer, now));
  }

  /** The difference to the run whose inputs a run asks again; null when that is gone. */
  Uni<Outcome.Delta> deltaToParent(
      UUID workspaceId, UUID runId, UUID parent, String scorer, Counted now) {
    return db.query(PARENT, workspaceId, parent, scorer)
        .flatMap(rows -> to(rows, runId, scorer, now));
  }

  private Uni<Outcome.Delta> to(RowSet<Row> before, UUID runId, String scorer, Counted now) {
    return Rows.first(before)
        .map(row -> to(row.getUUID("id"), runId, scorer, now))
        .orElse(Uni.createFrom().nullItem());
  }

  private Uni<Outcome.Delta> to(UUID before, UUID runId, String scorer, Counted now) {
    return db.naming(before, runId)
        .inTransaction(
            tx ->
                counted(tx, before, scorer)
                    .flatMap(
                        then ->
                            Db.overWholeRun(tx, () -> Db.query(tx, PAIRED, runId, scorer, before))
                                .map(rows -> delta(before, then, now, Rows.list(rows)))));
  }

  private static Outcome.Delta delta(UUID before, Counted then, Counted now, List<Row> paired) {
    return Outcome.Delta.of(
        before,
        difference(then.corrected(), now.corrected(), paired, null),
        difference(then.human().accuracy(), now.human().accuracy(), paired, Truth.HUMAN),
        difference(then.inferred().accuracy(), now.inferred().accuracy(), paired, Truth.INFERRED));
  }

  /**
   * Of one kind of truth.
   *
   * @param paired a row for each kind that has pairs, and one for all together
   * @param truth null for all together
   */
  private static Outcome.Difference difference(
      Double then, Double now, List<Row> paired, Truth truth) {
    Row pairs =
        paired.stream()
            .filter(row -> Truth.of(row.getString("truth")) == truth)
            .findFirst()
            .orElse(null);
    long items = pairs == null ? 0 : pairs.getLong("items");
    Double mean = pairs == null ? null : pairs.getDouble("mean");
    return new Outcome.Difference(
        then,
        then == null || now == null ? null : (Double) (now - then),
        items,
        mean,
        items < 2 ? null : interval(items, mean, pairs.getDouble("std")));
  }

  private static Interval interval(long items, double mean, double std) {
    return Means.interval(items, mean, std, Interval.LEVEL);
  }
}
