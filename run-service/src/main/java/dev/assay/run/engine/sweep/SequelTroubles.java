package dev.assay.run.engine.sweep;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.engine.troubles.Passing;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How often in a row following failed. It stands in rows: all replicas count together, rest
 * together, and a service that is started anew does not begin anew.
 */
@ApplicationScoped
public class SequelTroubles {
  /** So many failures in a row that do not pass by themselves are not a coincidence. */
  static final int MOST = 5;

  // What passes by itself is waited for, but nobody waits for ever.
  private static final int LONGEST_MINUTES = 60;
  private static final int LONGEST_REST_S = 60;

  private static final Set<ErrorCode> OF_OTHERS =
      EnumSet.of(ErrorCode.TOO_MANY_REQUESTS, ErrorCode.SCORING_UNAVAILABLE, ErrorCode.UNAVAILABLE);

  private static final String ABLE =
      """
      select g.id, t.id is not null as troubled
      from unnest($2::uuid[]) with ordinality as g(id, n)
      left join sequel_troubles t on t.sequel = $1 and t.id = g.id
      where t.id is null or t.rests_until <= now()
      order by g.n
      """;
  // Of what is no longer tried, say because it is gone, nobody says that it was done.
  private static final String FORGET_OLD =
      "delete from sequel_troubles where rests_until < now() - interval '1 day'";
  // Of several replicas that failed at the same time one counts.
  private static final String FAILED =
      """
      insert into sequel_troubles as t (sequel, id, times, lasting, rests_until)
      values ($1, $2, 1, $3, now() + interval '1 second')
      on conflict (sequel, id) do update
      set times = t.times + 1, lasting = t.lasting + excluded.lasting,
        rests_until = now() + least($4::int, 2 ^ least(t.times, 10)) * interval '1 second'
      where t.rests_until <= now()
      returning t.times, t.lasting >= $5::int or (t.times >= $5::int
        and t.first_at < now() - $6::int * interval '1 minute') as hopeless
      """;
  private static final String DONE = "delete from sequel_troubles where sequel = $1 and id = $2";

  private final Db db;

  SequelTroubles(Db db) {
    this.db = db;
  }

  /**
   * For whom it is tried now.
   *
   * @param troubled whether it failed before
   */
  record Able(UUID id, boolean troubled) {}

  /** What a failure comes to: how many in a row there were, and whether more are of no use. */
  record Failed(int times, boolean hopeless) {}

  /** Those that do not rest, in the same order. */
  Uni<List<Able>> able(String sequel, List<UUID> due) {
    return due.isEmpty()
        ? Uni.createFrom().item(List.of())
        : db.query(ABLE, sequel, due.toArray(UUID[]::new))
            .map(
                rows ->
                    Rows.list(
                        rows, row -> new Able(row.getUUID("id"), row.getBoolean("troubled"))));
  }

  /** Counts a failure; the item is null when another replica has counted the same one. */
  Uni<Failed> failed(String sequel, UUID id, Throwable why) {
    return db.inTransaction(
        tx ->
            Db.query(tx, FORGET_OLD)
                .flatMap(
                    old ->
                        Db.query(
                            tx,
                            FAILED,
                            sequel,
                            id,
                            mayPass(why) ? 0 : 1,
                            LONGEST_REST_S,
                            MOST,
                            LONGEST_MINUTES))
                .map(
                    rows ->
                        Rows.first(rows)
                            .map(
                                row ->
                                    new Failed(row.getInteger("times"), row.getBoolean("hopeless")))
                            .orElse(null)));
  }

  /** What the database, the broker or another service must be there for. */
  private static boolean mayPass(Throwable why) {
    return why instanceof ProblemException problem
        ? OF_OTHERS.contains(problem.code())
        : !Passing.countsAgainst(why);
  }

  /** It was done, or given up: nothing is counted any more. */
  Uni<Void> over(String sequel, UUID id) {
    return db.query(DONE, sequel, id).replaceWithVoid();
  }
}
