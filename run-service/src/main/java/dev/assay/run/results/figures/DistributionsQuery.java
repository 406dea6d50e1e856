package dev.assay.run.results.figures;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.verdict.totals.Histogram;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads distributions. PostgreSQL counts: every statement goes over the rows once and answers as
 * many rows as there are bins, whatever the size of the run.
 */
@ApplicationScoped
class DistributionsQuery {
  /** Buckets of the time that attempts took. */
  static final int BUCKETS = 60;

  private static final String RANGES =
      """
      select min(latency_ms) as latency_least, max(latency_ms) as latency_most,
             min(ttft_ms) as ttft_least, max(ttft_ms) as ttft_most
      from units where run_id = $1 and not cached
      """;
  // Rows that came since the ranges were read count to the outermost bins.
  private static final String TIMES =
      """
      select least(greatest(width_bucket(%1$s, $2::int[]), 1), cardinality($2::int[]) - 1) as bin,
             count(*) as k
      from units where run_id = $1 and not cached and %1$s is not null
      group by bin
      """;
  private static final String SCORES =
      """
      select key, status, count(*) as k,
             case when score is not null then least(floor(score * 10)::int, 9) end as bin
      from scores where run_id = $1
      group by key, status, bin
      """;
  private static final String SPAN =
      """
      select min(started_at) as first, max(started_at) as last
      from attempts where run_id = $1 and question = ''
      """;
  private static final String ATTEMPTS =
      """
      select outcome, count(*) as k,
             least(greatest(floor(extract(epoch from started_at - $2::timestamptz) * 1000 / $3::float8)::int, 0),
                   $4::int - 1) as bucket
      from attempts where run_id = $1 and question = ''
      group by outcome, bucket
      """;

  private final Db db;

  DistributionsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The distributions of a run. */
  Uni<Distributions> read(UUID id, int generation) {
    return db.naming(id)
        .inTransaction(
            tx ->
                Db.query(tx, RANGES, id)
                    .map(Rows::one)
                    .flatMap(
                        ranges ->
                            times(tx, id, "latency", ranges)
                                .flatMap(
                                    latency ->
                                        times(tx, id, "ttft", ranges)
                                            .flatMap(
                                                ttft -> rest(tx, id, generation, latency, ttft)))));
  }

  private static Uni<Distributions> rest(
      SqlConnection tx,
      UUID id,
      int generation,
      Distributions.Times latency,
      Distributions.Times ttft) {
    return Db.query(tx, SCORES, id)
        .map(Rows::list)
        .flatMap(
            scores ->
                attempts(tx, id)
                    .map(
                        attempts ->
                            new Distributions(
                                id, generation, latency, ttft, scores(scores), attempts)));
  }

  private static Uni<Distributions.Times> times(
      SqlConnection tx, UUID run, String which, Row ranges) {
    Integer least = ranges.getInteger(which + "_least");
    if (least == null) {
      return Uni.createFrom().nullItem();
    }
    List<Long> bounds = Bins.bounds(least, ranges.getInteger(which + "_most"));
    Integer[] thresholds = bounds.stream().map(Math::toIntExact).toArray(Integer[]::new);
    return Db.query(tx, TIMES.formatted(which + "_ms"), run, thresholds)
        .map(
            rows -> {
              List<Long> counts = zeros(bounds.size() - 1);
              rows.forEach(row -> counts.set(row.getInteger("bin") - 1, row.getLong("k")));
              long count = counts.stream().mapToLong(Long::longValue).sum();
              return new Distributions.Times(count, bounds, counts);
            });
  }

  private static Map<String, Distributions.Scores> scores(List<Row> rows) {
    Map<String, Distributions.Scores> scores = new TreeMap<>();
    for (Row row : rows) {
      Integer bin = row.getInteger("bin");
      long count = row.getLong("k");
      Histogram histogram = bin == null ? Histogram.EMPTY : Histogram.EMPTY.plus(bin, count);
      String status = row.getString("status");
      scores.merge(
          row.getString("key"),
          new Distributions.Scores(
              histogram, status.equals("error") ? count : 0, status.equals("skipped") ? count : 0),
          DistributionsQuery::both);
    }
    return scores;
  }

  private static Distributions.Scores both(Distributions.Scores a, Distributions.Scores b) {
    return new Distributions.Scores(
        a.histogram().plus(b.histogram()), a.errors() + b.errors(), a.skipped() + b.skipped());
  }

  private static Uni<Distributions.Attempts> attempts(SqlConnection tx, UUID run) {
    return Db.query(tx, SPAN, run)
        .map(Rows::one)
        .flatMap(
            span -> {
              Instant first = Rows.instant(span, "first");
              if (first == null) {
                return Uni.createFrom().nullItem();
              }
              Instant last = Rows.instant(span, "last");
              // At least a millisecond, so that one attempt has a bucket, too.
              double bucket =
                  Math.max(1, (Duration.between(first, last).toNanos() / 1e6 + 1) / BUCKETS);
              return Db.query(tx, ATTEMPTS, run, span.getOffsetDateTime("first"), bucket, BUCKETS)
                  .map(
                      rows -> {
                        Map<String, List<Long>> outcomes = new TreeMap<>();
                        rows.forEach(
                            row ->
                                outcomes
                                    .computeIfAbsent(
                                        row.getString("outcome"), outcome -> zeros(BUCKETS))
                                    .set(row.getInteger("bucket"), row.getLong("k")));
                        return new Distributions.Attempts(first, last, bucket, outcomes);
                      });
            });
  }

  private static List<Long> zeros(int size) {
    return new ArrayList<>(Collections.nCopies(size, 0L));
  }
}
