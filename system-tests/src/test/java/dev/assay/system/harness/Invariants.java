package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/** What must hold of a run that has ended: queries that must find no row. */
public final class Invariants {
  private static final Map<String, String> NONE_OF = queries();

  private Invariants() {}

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "I1 a measured unit without an answer",
        """
        select u.n, u.status from units u left join answers a on a.run_id = u.run_id and a.n = u.n
        where u.run_id = ?::uuid and u.status in ('passed', 'failed') and a.n is null
        """);
    queries.put(
        "I1 a measured unit without one score per scorer",
        """
        select u.n, u.status, count(s.key) as scores
        from units u join runs r on r.id = u.run_id
          left join scores s on s.run_id = u.run_id and s.n = u.n
        where u.run_id = ?::uuid and u.status in ('passed', 'failed')
        group by u.n, u.status, r.spec->>'scorers'
        having count(s.key) <> json_array_length((r.spec->>'scorers')::json)
        """);
    queries.put(
        "I1 a unit not told settled exactly once",
        """
        select u.position, u.repeat, count(t.position) as told
        from units u left join (
          select e.run_id, (i->>'position')::int as position, (i->>'repeat')::int as repeat
          from events e, json_array_elements(e.data::json->'items') i
          where e.type = 'items.settled' and i->>'status' <> 'cancelled'
        ) t on t.run_id = u.run_id and t.position = u.position and t.repeat = u.repeat
        where u.run_id = ?::uuid and u.status in ('passed', 'failed', 'error')
        group by u.position, u.repeat having count(t.position) <> 1
        """);
    queries.put("I2 counts that differ from the rows", Sampler.DIFFERENT);
    queries.put(
        "I2 sums that differ from the rows",
        """
        select r.score_sum, r.score_count, s.sum, s.count
        from runs r, lateral (
          select coalesce(sum(score), 0) as sum, count(score) as count
          from scores s where s.run_id = r.id) s
        where r.id = ?::uuid
          and (s.count <> r.score_count or abs(s.sum - r.score_sum) > 1e-6 * (1 + s.sum))
        """);
    queries.put(
        "I6 a log with a gap",
        """
        select r.event_seq, count(e.seq), min(e.seq), max(e.seq)
        from runs r left join events e on e.run_id = r.id where r.id = ?::uuid
        group by r.event_seq
        having count(e.seq) <> r.event_seq or min(e.seq) <> 1 or max(e.seq) <> r.event_seq
        """);
    queries.put(
        "I7 a run or unit that is still open",
        """
        select r.status, u.n, u.status as unit from runs r left join units u on u.run_id = r.id
        where r.id = ?::uuid and (u.status in ('pending', 'dispatched', 'answered')
          or r.status not in ('cancelled', 'successful', 'partially_successful', 'failed'))
        """);
    queries.put(
        "I7 a dead letter", "select type, outcome from dead_letters where run_id = ?::uuid");
    return queries;
  }

  /** Fails with the name of the invariant and the rows that break it. */
  public static void check(Database database, String run) {
    NONE_OF.forEach(
        (name, sql) -> assertThat(database.rows(sql, run)).as("%s in run %s", name, run).isEmpty());
  }
}
