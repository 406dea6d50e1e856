package dev.assay.run.engine.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.spending.Charge;
import dev.assay.run.verdict.spending.SpendingQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was spent on runs that had ended when it was reported: a reply that came after a cancel, the
 * question of a judge that was given up. It is paid for, so the run's summary says it, too. Verdict
 * and scores stay as they are.
 */
public final class LateSpending {
  private static final String ENDED =
      """
      select id, summary::text as summary from runs
      where id = any($1) and summary is not null
        and status in ('cancelled', 'successful', 'partially_successful', 'failed')
      """;
  private static final String STORE =
      """
      update runs set summary = $2::text::json, tokens_in = tokens_in + $3,
        tokens_out = tokens_out + $4, cost = cost + $5, cost_unknown = cost_unknown or $6
      where id = $1
      """;

  private static final String SUMMARY = "update runs set summary = $2::text::json where id = $1";

  private LateSpending() {}

  /** Says in the summary of a run that has ended what its ledger says now; else does nothing. */
  public static Uni<Void> refresh(SqlConnection tx, UUID runId) {
    return Db.query(tx, ENDED, (Object) new UUID[] {runId})
        .map(Rows::list)
        .flatMap(
            ended ->
                InOrder.each(
                    ended,
                    row ->
                        usage(
                            tx,
                            row,
                            summary -> Db.query(tx, SUMMARY, runId, summary).replaceWithVoid())));
  }

  /** Adds attempts that were not on record before to those of their runs that have ended. */
  static Uni<Void> add(SqlConnection tx, List<AttemptStore.Fresh> attempts) {
    Map<UUID, List<AttemptStore.Fresh>> byRun =
        attempts.stream()
            .collect(
                Collectors.groupingBy(
                    AttemptStore.Fresh::runId, TreeMap::new, Collectors.toList()));
    return Db.query(tx, ENDED, (Object) byRun.keySet().toArray(UUID[]::new))
        .map(Rows::list)
        .flatMap(ended -> InOrder.each(ended, row -> add(tx, row, byRun.get(row.getUUID("id")))));
  }

  private static Uni<Void> add(SqlConnection tx, Row row, List<AttemptStore.Fresh> attempts) {
    return usage(tx, row, summary -> store(tx, row.getUUID("id"), summary, attempts));
  }

  private static Uni<Void> usage(SqlConnection tx, Row row, Function<String, Uni<Void>> store) {
    return JsonColumns.tree(row, "summary") instanceof ObjectNode summary
        ? SpendingQuery.compute(tx, row.getUUID("id"))
            .flatMap(
                spent -> {
                  summary.set("usage", Json.mapper().valueToTree(spent));
                  return store.apply(summary.toString());
                })
        : Uni.createFrom().voidItem();
  }

  private static Uni<Void> store(
      SqlConnection tx, UUID id, String summary, List<AttemptStore.Fresh> attempts) {
    List<Charge> charges = attempts.stream().map(AttemptStore.Fresh::charge).toList();
    return Db.query(
            tx,
            STORE,
            id,
            summary,
            sum(attempts, AttemptStore.Fresh::tokensIn),
            sum(attempts, AttemptStore.Fresh::tokensOut),
            charges.stream().map(Charge::cost).filter(Objects::nonNull).mapToDouble(c -> c).sum(),
            charges.stream().anyMatch(c -> c.cost() == null && c.possible()))
        .replaceWithVoid();
  }

  private static long sum(
      List<AttemptStore.Fresh> attempts, Function<AttemptStore.Fresh, Long> tokens) {
    return attempts.stream().map(tokens).filter(Objects::nonNull).mapToLong(t -> t).sum();
  }
}
