package dev.assay.run.engine.sweep;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that is long, and that one replica does at a time. Whoever does it renews his turn as long
 * as it goes on; what a replica that was killed had taken is renewed by nobody, and runs out. Where
 * the database is away for longer than a turn lasts two may be at it: such work looks again under a
 * lock before it changes anything.
 */
@ApplicationScoped
public class Turns {
  private static final Logger LOG = Logger.getLogger(Turns.class);

  /** Renewed this many times before it would run out: one that fails is not the end of it. */
  private static final int RENEWALS = 4;

  private static final String TAKE =
      """
      insert into turns as t (what, id, holder, until)
      values ($1, $2, $3, now() + $4 * interval '1 ms')
      on conflict (what, id) do update set holder = excluded.holder, until = excluded.until
      where t.until < now()
      """;
  private static final String RENEW =
      """
      update turns set until = now() + $4 * interval '1 ms'
      where what = $1 and id = $2 and holder = $3
      """;
  // With those of replicas that ended in theirs, and that nobody took over.
  private static final String END =
      """
      delete from turns
      where (what = $1 and id = $2 and holder = $3) or until < now() - interval '1 day'
      """;

  private final Db db;
  private final Vertx vertx;
  private final long lasts;

  @Inject
  Turns(Db db, Vertx vertx, SweepConfig config) {
    this(db, vertx, config.turn());
  }

  Turns(Db db, Vertx vertx, Duration lasts) {
    this.db = db;
    this.vertx = vertx;
    this.lasts = lasts.toMillis();
  }

  /** A turn that was taken; its holder is this one piece of work and no other. */
  private record Turn(String what, UUID id, UUID holder) {}

  /**
   * Does the work, unless another replica is at it.
   *
   * @param what is done, the same in every replica
   * @param id of what it is done for
   * @return whether it was done here; fails as the work does
   */
  Uni<Boolean> alone(String what, UUID id, Supplier<Uni<Void>> work) {
    Turn turn = new Turn(what, id, Ids.next());
    return db.query(TAKE, what, id, turn.holder(), lasts)
        .flatMap(
            taken ->
                taken.rowCount() == 0
                    ? Uni.createFrom().item(false)
                    : during(turn, work).replaceWith(true));
  }

  private Uni<Void> during(Turn turn, Supplier<Uni<Void>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long timer = vertx.setPeriodic(Math.max(1, lasts / RENEWALS), id -> renew(turn));
              return Uni.createFrom()
                  .deferred(work::get)
                  .onTermination()
                  .invoke(() -> vertx.cancelTimer(timer));
            })
        .onItemOrFailure()
        .call((done, failure) -> db.query(END, turn.what(), turn.id(), turn.holder()));
  }

  private void renew(Turn turn) {
    db.query(RENEW, turn.what(), turn.id(), turn.holder(), lasts)
        .subscribe()
        .with(
            renewed -> {},
            e -> LOG.debugf("turn not renewed what=%s error=%s", turn.what(), e.toString()));
  }
}
