package dev.assay.worker.identity.source;

import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps one secret and has it renewed before it expires, once however many ask. While a new one is
 * being made the old one is used as long as it lasts, unless it was refused where it was shown. On
 * the event loop only.
 */
public final class Keeper {
  private static final Logger LOG = Logger.getLogger(Keeper.class);
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Duration SPARE = Duration.ofSeconds(30);
  private static final long PAUSE_AWAY_MS = 1_000;
  private static final long PAUSE_REFUSED_MS = 10_000;

  /** Longer than any of the sources takes with each of its questions at their limit. */
  private static final long LONGEST_MS = 60_000;

  /** Whoever is refused whatever he shows does not have a new one made for each call. */
  private static final Duration REPLACED_EVERY = Duration.ofMinutes(1);

  private final String name;
  private final SecretSource source;
  private final Time time;
  private final Set<Waiter> waiting = new LinkedHashSet<>();
  private Lease lease;
  private Instant renewAt;
  private Instant uselessAt;
  private IdentityException failure;
  private Instant failedUntil = Instant.MIN;
  private boolean refused;
  private Instant replaceableAt = Instant.MIN;
  private Fetch fetching;

  /** Hears what became of asking for the secret. */
  public interface Waiter {
    /** Here it is. */
    void had(String secret);

    /** It cannot be had. */
    void failed(IdentityException why);
  }

  /**
   * A keeper that has nothing yet.
   *
   * @param name of what it keeps, for the log
   */
  public Keeper(String name, SecretSource source, Time time) {
    this.name = name;
    this.source = source;
    this.time = time;
  }

  /** Gives it at once when there is one that lasts, otherwise when it has come. */
  public void get(Waiter waiter) {
    Instant now = time.now();
    boolean pausing = now.isBefore(failedUntil);
    if (lasts(now) && (!refused || pausing)) {
      String secret = lease.secret();
      if (!now.isBefore(renewAt) && !pausing) {
        fetch();
      }
      waiter.had(secret);
      return;
    }
    if (pausing) {
      waiter.failed(failure);
      return;
    }
    waiting.add(waiter);
    fetch();
  }

  /** Whoever waits no longer; harmless when he does not wait. */
  public void leave(Waiter waiter) {
    waiting.remove(waiter);
  }

  /**
   * A secret was refused where it was shown: whoever asks next has a new one made and waits for it,
   * when it is still this one that is kept. Where none can be had for now the refused one is used
   * on, since others may take it.
   */
  public void refused(String secret) {
    Instant now = time.now();
    if (lasts(now) && lease.secret().equals(secret) && !refused && !now.isBefore(replaceableAt)) {
      refused = true;
      replaceableAt = now.plus(REPLACED_EVERY);
      LOG.warnf("identity refused by provider, to be had anew identity=%s", name);
    }
  }

  private boolean lasts(Instant now) {
    return lease != null && now.isBefore(uselessAt);
  }

  private void fetch() {
    if (fetching == null) {
      fetching = new Fetch();
      fetching.start();
    }
  }

  /** One question to the source, which may never hear of it again. */
  private final class Fetch {
    private Time.Timer late;

    void start() {
      late =
          time.after(
              LONGEST_MS,
              () ->
                  end(
                      () ->
                          failed(
                              IdentityException.away(
                                  "the secret to call it with did not come in time"))));
      Uni.createFrom()
          .deferred(source::fetch)
          .subscribe()
          .with(fresh -> end(() -> came(fresh)), thrown -> end(() -> failed(thrown)));
    }

    private void end(Runnable how) {
      if (fetching == this) {
        fetching = null;
        late.cancel();
        how.run();
      }
    }
  }

  private void came(Lease fresh) {
    refused = false;
    failure = null;
    failedUntil = Instant.MIN;
    lease = fresh;
    Instant now = time.now();
    if (fresh.expires() == null) {
      renewAt = Instant.MAX;
      uselessAt = Instant.MAX;
    } else {
      Duration lasts = Duration.between(now, fresh.expires());
      renewAt = fresh.expires().minus(shorter(AHEAD, lasts.dividedBy(2)));
      uselessAt = fresh.expires().minus(shorter(SPARE, lasts.dividedBy(10)));
    }
    take().forEach(waiter -> waiter.had(fresh.secret()));
  }

  private void failed(Throwable thrown) {
    failure =
        thrown instanceof IdentityException known
            ? known
            : IdentityException.away("could not be had, " + thrown.getClass().getSimpleName());
    Instant now = time.now();
    failedUntil = now.plusMillis(failure.passing() ? PAUSE_AWAY_MS : PAUSE_REFUSED_MS);
    LOG.warnf(
        "identity not renewed identity=%s passing=%b: %s",
        name, failure.passing(), failure.getMessage());
    if (refused && !failure.passing()) {
      lease = null;
    }
    IdentityException why = failure;
    String old = lasts(now) ? lease.secret() : null;
    for (Waiter waiter : take()) {
      if (old != null) {
        waiter.had(old);
      } else {
        waiter.failed(why);
      }
    }
  }

  /** Those that wait now; whoever asks from within an answer is not among them. */
  private List<Waiter> take() {
    List<Waiter> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
