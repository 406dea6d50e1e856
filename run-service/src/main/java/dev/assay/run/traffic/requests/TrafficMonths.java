package dev.assay.run.traffic.requests;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.problem.SqlStates;
import dev.assay.run.runs.Parts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Writes rows into months, which it makes where they are not there. */
@ApplicationScoped
public class TrafficMonths {
  private static final String MAKE = "select assay_traffic_month($1)";

  private final Db db;
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  TrafficMonths(Db db) {
    this.db = db.asService();
  }

  /**
   * Writes rows, some together, each into the month of its time.
   *
   * @param together most rows of one writing
   * @param at the time of a row
   * @param write writes some rows, as a whole or not at all
   * @return what came of each writing, in the order of the rows
   */
  public <R, T> Uni<List<T>> write(
      List<R> rows, int together, Function<R, OffsetDateTime> at, Function<List<R>, Uni<T>> write) {
    return require(rows, at)
        .flatMap(
            ready ->
                InOrder.map(
                    Parts.of(rows, together),
                    part ->
                        write
                            .apply(part)
                            // Another replica has dropped a month that was empty.
                            .onFailure(SqlStates::isOutside)
                            .recoverWithUni(
                                e -> {
                                  forget();
                                  return require(part, at).flatMap(made -> write.apply(part));
                                })));
  }

  private <R> Uni<Void> require(List<R> rows, Function<R, OffsetDateTime> at) {
    List<YearMonth> missing =
        rows.stream()
            .map(at)
            .map(time -> YearMonth.from(time.withOffsetSameInstant(ZoneOffset.UTC)))
            .distinct()
            .filter(month -> !known.contains(month))
            .sorted()
            .toList();
    return InOrder.each(missing, this::make).replaceWithVoid();
  }

  private Uni<?> make(YearMonth month) {
    return db.query(MAKE, month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
        .invoke(made -> known.add(month));
  }

  /** Forgets what it knows, when months were dropped. */
  void forget() {
    known.clear();
  }
}
