package dev.assay.system.harness;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The provider's own log held against the ledger of attempts.
 *
 * @param calls requests that the provider saw for the run's items
 * @param asked items that it saw at least once
 * @param unbooked requests without a row in the ledger
 */
public record Ledger(int calls, int asked, List<Simulator.Call> unbooked) {
  /** A worker notes the start of an attempt before the provider does; clocks count milliseconds. */
  private static final long EARLIER_MILLIS = 50;

  private static final String ATTEMPTS =
      """
      select u.position, a.started_at from attempts a
        join units u on u.run_id = a.run_id and u.n = a.n
      where a.run_id = ?::uuid order by a.started_at
      """;

  /**
   * Compares.
   *
   * @param prompt of the item at a position
   */
  public static Ledger compare(
      Database database, String run, List<Simulator.Call> log, IntFunction<String> prompt) {
    Map<String, List<Simulator.Call>> byPrompt = new HashMap<>();
    log.forEach(call -> byPrompt.computeIfAbsent(call.prompt(), p -> new ArrayList<>()).add(call));
    Map<String, List<Simulator.Call>> open = new HashMap<>();
    long items =
        database.number("select count(distinct position) from units where run_id = ?::uuid", run);
    int calls = 0;
    for (int i = 1; i <= items; i++) {
      String key = Simulator.promptKey(prompt.apply(i));
      List<Simulator.Call> seen = byPrompt.get(key);
      if (seen != null) {
        calls += seen.size();
        seen.sort(Comparator.comparing(Simulator.Call::startedAt));
        open.put(key, seen);
      }
    }
    int asked = open.size();
    for (Map<String, Object> row : database.rows(ATTEMPTS, run)) {
      String key = Simulator.promptKey(prompt.apply(((Number) row.get("position")).intValue()));
      Instant started = ((Timestamp) row.get("started_at")).toInstant();
      takeOne(open.getOrDefault(key, List.of()), started.minusMillis(EARLIER_MILLIS));
    }
    return new Ledger(calls, asked, open.values().stream().flatMap(List::stream).toList());
  }

  /** Requests beyond the first for an item, per item asked. */
  public double duplicates() {
    return (double) (calls - asked) / asked;
  }

  private static void takeOne(List<Simulator.Call> calls, Instant notBefore) {
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).startedAt().isBefore(notBefore)) {
        calls.remove(i);
        return;
      }
    }
  }
}
