package dev.assay.run.engine.troubles;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.run.platform.db.InOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does work of many runs so that the failure of one is its own: the others go on, and the one rests
 * for a moment that doubles with each failure. A run whose work failed {@value #MOST} times in a
 * row, and would again, is ended with a sentence.
 *
 * <p>Each replica counts for itself: what one has forgotten the next failures tell again.
 */
@ApplicationScoped
public class RunTroubles {
  /** So many failures in a row, over about a quarter of a minute, are not a coincidence. */
  static final int MOST = 5;

  private static final Logger LOG = Logger.getLogger(RunTroubles.class);
  private static final long FIRST_REST = TimeUnit.SECONDS.toNanos(1);

  /** A step that was not even tried for so long is nobody's trouble any more. */
  private static final long FORGET = TimeUnit.MINUTES.toNanos(10);

  private final RunEnding ending;
  private final Map<Key, Trouble> troubles = new ConcurrentHashMap<>();

  private record Key(UUID runId, String step) {}

  private record Trouble(int times, long restsUntil, String what) {}

  /** With the way to end a run. */
  public RunTroubles(RunEnding ending) {
    this.ending = ending;
  }

  /**
   * Does the step for each of them, one after the other; a failure of one is noted and logged.
   *
   * @param step such as {@code dispatch}, for people
   */
  public <T> Uni<Void> each(
      String step, Iterable<T> all, Function<T, UUID> runOf, Function<T, Uni<?>> work) {
    return InOrder.each(all, one -> apart(step, runOf.apply(one), () -> work.apply(one)));
  }

  /** Does one step of one run, unless that rests; never fails. */
  public Uni<Void> apart(String step, UUID runId, Supplier<Uni<?>> work) {
    if (rests(step, runId)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .<Object>deferred(() -> work.get().map(done -> done))
        .invoke(done -> succeeded(step, runId))
        .onFailure()
        .invoke(
            e -> {
              LOG.warnf("step of a run failed step=%s run=%s error=%s", step, runId, e.toString());
              failed(step, runId, e);
            })
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** Whether a step of a run is left alone now, because it failed a moment ago. */
  public boolean rests(String step, UUID runId) {
    Trouble trouble = troubles.get(new Key(runId, step));
    return trouble != null && trouble.restsUntil() - System.nanoTime() > 0;
  }

  /** The runs whose step is left alone now: a bounded look for work must not be filled by them. */
  public UUID[] resting(String step) {
    return troubles.keySet().stream()
        .filter(key -> key.step().equals(step) && rests(step, key.runId()))
        .map(Key::runId)
        .toArray(UUID[]::new);
  }

  /** A step of a run was done, by whoever does not leave it to {@link #apart}. */
  public void succeeded(String step, UUID runId) {
    troubles.remove(new Key(runId, step));
  }

  /**
   * A step of a run failed at whoever does not leave it to {@link #apart}; what passes by itself
   * counts for nothing ({@link Passing#countsAgainst}).
   */
  public void failed(String step, UUID runId, Throwable e) {
    if (Passing.countsAgainst(e)) {
      troubles.merge(
          new Key(runId, step), trouble(1, e), (was, now) -> trouble(was.times() + 1, e));
    }
  }

  private static Trouble trouble(int times, Throwable e) {
    long rest = FIRST_REST << Math.min(times - 1, MOST);
    return new Trouble(times, System.nanoTime() + rest, FailureName.of(e));
  }

  /** Ends the runs that failed too often; the item is how many. */
  public Uni<Integer> sweep() {
    long now = System.nanoTime();
    troubles
        .values()
        .removeIf(trouble -> trouble.times() < MOST && now - trouble.restsUntil() > FORGET);
    List<Map.Entry<Key, Trouble>> hopeless =
        troubles.entrySet().stream().filter(e -> e.getValue().times() >= MOST).toList();
    return InOrder.each(hopeless, e -> end(e.getKey(), e.getValue())).replaceWith(hopeless.size());
  }

  private Uni<Void> end(Key key, Trouble trouble) {
    Failure failure =
        new Failure(
            ErrorCode.INTERNAL,
            "This run could not go on: %s failed %d times in a row (%s). What was measured until"
                    .formatted(key.step(), trouble.times(), trouble.what())
                + " then is kept, and nothing more is asked.");
    return ending
        .end(key.runId(), failure)
        .invoke(ended -> troubles.keySet().removeIf(k -> k.runId().equals(key.runId())))
        .onFailure()
        .invoke(e -> LOG.errorf("run not ended run=%s error=%s", key.runId(), e.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
