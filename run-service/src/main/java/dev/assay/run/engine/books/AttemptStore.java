package dev.assay.run.engine.books;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.verdict.spending.Charge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Writes the ledger: every attempt once, however often it is reported. */
public final class AttemptStore {
  private static final String INSERT =
      """
      insert into attempts (run_id, n, generation, number, worker, started_at, first_byte_ms,
                            duration_ms, outcome, http_status, request_id, wait_ms, wait_reason,
                            tokens_in, tokens_cached, tokens_out, cost, body_sha256, error,
                            outcome_unknown, question)
      select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[],
                  $6::timestamptz[], $7::int[], $8::int[], $9::text[], $10::int[], $11::text[],
                  $12::int[], $13::text[], $14::bigint[], $15::bigint[], $16::bigint[],
                  $17::float8[], $18::text[], $19::text[], $20::boolean[], $21::text[])
      on conflict do nothing
      returning run_id, n, question, tokens_in, tokens_out, cost, outcome, outcome_unknown
      """;

  private AttemptStore() {}

  /**
   * One attempt.
   *
   * @param question empty for the target's own call, else the key of the scorer whose judge was
   *     asked
   */
  record Line(UnitRef unit, String question, Attempt attempt) {}

  /**
   * An attempt that was not on record before.
   *
   * @param n of the unit; below zero of a canary
   * @param question as in {@link Line}
   * @param tokensIn null when not known
   * @param tokensOut null when not known
   */
  public record Fresh(
      UUID runId, int n, String question, Long tokensIn, Long tokensOut, Charge charge) {
    /** Both together, as far as they are known. */
    long tokens() {
      return (tokensIn == null ? 0 : tokensIn) + (tokensOut == null ? 0 : tokensOut);
    }
  }

  /** Those of the attempts that were not on record before. */
  static Uni<List<Fresh>> insert(SqlConnection tx, List<Line> lines) {
    if (lines.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Db.query(
            tx,
            INSERT,
            column(lines, UUID[]::new, l -> l.unit().runId()),
            column(lines, Integer[]::new, l -> l.unit().n()),
            column(lines, Integer[]::new, l -> l.unit().generation()),
            column(lines, Integer[]::new, l -> l.attempt().number()),
            column(lines, String[]::new, l -> l.attempt().worker()),
            column(
                lines,
                OffsetDateTime[]::new,
                l -> l.attempt().startedAt().atOffset(ZoneOffset.UTC)),
            column(lines, Integer[]::new, l -> millis(l.attempt().firstByteMs())),
            column(lines, Integer[]::new, l -> millis(l.attempt().durationMs())),
            column(lines, String[]::new, l -> l.attempt().outcome().wire()),
            column(lines, Integer[]::new, l -> l.attempt().httpStatus()),
            column(lines, String[]::new, l -> l.attempt().requestId()),
            column(lines, Integer[]::new, l -> millis(l.attempt().waitMs())),
            column(lines, String[]::new, l -> l.attempt().waitReason()),
            column(lines, Long[]::new, l -> of(l.attempt().usage(), Usage::input)),
            column(lines, Long[]::new, l -> of(l.attempt().usage(), Usage::cached)),
            column(lines, Long[]::new, l -> of(l.attempt().usage(), Usage::output)),
            column(lines, Double[]::new, l -> l.attempt().cost()),
            column(lines, String[]::new, l -> l.attempt().bodySha256()),
            column(lines, String[]::new, l -> l.attempt().error()),
            column(lines, Boolean[]::new, l -> l.attempt().outcomeUnknown()),
            column(lines, String[]::new, Line::question))
        .map(rows -> Rows.list(rows, AttemptStore::fresh))
        .call(fresh -> fresh.isEmpty() ? Uni.createFrom().voidItem() : LateSpending.add(tx, fresh));
  }

  /** Adds what attempts took that were not on record before. */
  static void add(RunChange change, List<Fresh> attempts) {
    for (Fresh attempt : attempts) {
      change.tokens(attempt.tokensIn(), attempt.tokensOut());
      Charge charge = attempt.charge();
      if (charge.cost() != null || charge.possible()) {
        change.cost(charge.cost());
      }
    }
  }

  /** What attempts are known to have cost together. */
  static double cost(List<Fresh> attempts) {
    return attempts.stream()
        .map(a -> a.charge().cost())
        .filter(Objects::nonNull)
        .mapToDouble(c -> c)
        .sum();
  }

  /** Tokens of attempts together, as far as they are known. */
  static long tokens(List<Fresh> attempts) {
    return attempts.stream().mapToLong(Fresh::tokens).sum();
  }

  private static Fresh fresh(Row row) {
    return new Fresh(
        row.getUUID("run_id"),
        row.getInteger("n"),
        row.getString("question"),
        row.getLong("tokens_in"),
        row.getLong("tokens_out"),
        Charge.of(row));
  }

  private static Long of(Usage usage, Function<Usage, Long> get) {
    return usage == null ? null : get.apply(usage);
  }

  private static Integer millis(Long ms) {
    return ms == null ? null : Math.toIntExact(ms);
  }
}
