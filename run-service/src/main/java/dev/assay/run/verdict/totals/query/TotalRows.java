package dev.assay.run.verdict.totals.query;

import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.statistics.Moments;
import dev.assay.run.verdict.totals.Histogram;
import dev.assay.run.verdict.totals.ScorerTotals;
import dev.assay.run.verdict.totals.UnitCounts;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads the rows of {@link TotalsSql}. */
final class TotalRows {
  private TotalRows() {}

  static UnitCounts units(Row row) {
    return new UnitCounts(
        row.getLong("total"),
        row.getLong("passed"),
        row.getLong("undecided"),
        row.getLong("failed"),
        row.getLong("errored"),
        row.getLong("not_applicable"),
        row.getLong("cut"),
        row.getLong("cancelled"),
        row.getLong("open"),
        row.getLong("cached"));
  }

  /** The totals of one scorer in one bin; scores that are none have no bin. */
  static ScorerTotals scores(Row row) {
    long count = row.getLong("count");
    Integer bin = row.getInteger("bin");
    // high * 2^30 + low squared, from products that fit a bigint
    BigInteger squares =
        integer(row, "high_high")
            .shiftLeft(60)
            .add(integer(row, "high_low").shiftLeft(31))
            .add(integer(row, "low_low"));
    return new ScorerTotals(
        row.getLong("errors"),
        row.getLong("skipped"),
        row.getLong("passed"),
        new Moments(count, integer(row, "sum"), squares),
        row.getDouble("min"),
        row.getDouble("max"),
        bin == null ? Histogram.EMPTY : Histogram.EMPTY.plus(bin, count),
        integer(row, "matched").longValueExact(),
        integer(row, "compared").longValueExact(),
        row.getLong("uncorrected"),
        integer(row, "accepted").longValueExact());
  }

  static Clusters clusters(Row row, String prefix, int bits) {
    return new Clusters(
        row.getLong(prefix + "clusters"),
        integer(row, prefix + "size").longValueExact(),
        integer(row, prefix + "sum"),
        integer(row, prefix + "sum_squares"),
        integer(row, prefix + "sum_size"),
        integer(row, prefix + "sizes"),
        bits);
  }

  private static BigInteger integer(Row row, String column) {
    BigDecimal value = row.getBigDecimal(column);
    return value == null ? BigInteger.ZERO : value.toBigIntegerExact();
  }
}
