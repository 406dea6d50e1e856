package dev.assay.run.engine.dispatch;

import dev.assay.run.platform.db.AdvisoryLock;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs whose row was locked by somebody else when a round came by, each waited for beside the
 * rounds: what holds one up holds up no other. The places that it was to get are kept for it.
 */
public final class Stragglers {
  private static final Logger LOG = Logger.getLogger(Stragglers.class);

  /**
   * Each holds a connection while it waits; what finds no place here is tried in the next round.
   */
  private static final int MOST = 3;

  // Longer than any transaction that is to be waited for; then the next round comes by again.
  private static final String PATIENCE = "set local lock_timeout = '5s'";
  private static final String LOCK = "select pg_advisory_xact_lock($1)";
  private final Db db;
  private final AdvisoryLock rounds;
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(int places, CompletableFuture<Void> end) {}

  /**
   * None yet.
   *
   * @param rounds the lock that rounds have while they claim
   */
  public Stragglers(Db db, AdvisoryLock rounds) {
    this.db = db;
    this.rounds = rounds;
  }

  /** Whether a run is waited for. */
  public boolean has(UUID run) {
    return waiting.containsKey(run);
  }

  /** Places that are kept for runs that are waited for. */
  public int places() {
    return waiting.values().stream().mapToInt(Waiting::places).sum();
  }

  /** Completes when no run is waited for any more that is now. */
  public Uni<Void> rest() {
    CompletableFuture<?>[] all =
        waiting.values().stream().map(Waiting::end).toArray(CompletableFuture[]::new);
    return Uni.createFrom().completionStage(() -> CompletableFuture.allOf(all));
  }

  /**
   * Begins to wait for a run, unless enough are waited for already.
   *
   * @param places kept for it meanwhile
   * @param work done when the lock is there, and what follows from it; never fails
   * @param then told when it is over
   */
  public void await(UUID run, int places, Function<UUID, Uni<Void>> work, Runnable then) {
    Waiting one = new Waiting(places, new CompletableFuture<>());
    if (waiting.size() >= MOST || waiting.putIfAbsent(run, one) != null) {
      return;
    }
    Uni.createFrom()
        .deferred(() -> work.apply(run))
        .onTermination()
        .invoke(
            () -> {
              waiting.remove(run);
              one.end().complete(null);
            })
        .subscribe()
        .with(
            done -> then.run(),
            e -> LOG.errorf("straggler failed run=%s error=%s", run, e.toString()));
  }

  /**
   * Does the work for one run, by the lock of the run first and the lock of the rounds second: a
   * round, which has the second one, waits for no run, so nobody waits in a circle.
   *
   * @return what came of it; null when the run is gone
   */
  public <T> Uni<T> alone(UUID runId, BiFunction<SqlConnection, LockedRun, Uni<T>> work) {
    return db.inTransaction(
        tx ->
            Db.query(tx, PATIENCE)
                .flatMap(set -> RunLocks.lock(tx, runId))
                .flatMap(
                    run ->
                        run == null
                            ? Uni.createFrom().nullItem()
                            : Db.query(tx, LOCK, rounds.key())
                                .flatMap(mine -> work.apply(tx, run))));
  }
}
