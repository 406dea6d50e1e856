package dev.assay.run.library.providers.accounts;

import dev.assay.common.message.WorkerPresence;
import dev.assay.common.part.AccountLoad;
import dev.assay.run.platform.broker.WorkerFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * Accounts of providers, by what workers announce every second: how they stand, and every two
 * seconds a point of their history for ten minutes. Each replica keeps its own.
 */
@ApplicationScoped
public class AccountBook {
  private static final long EVERY_MS = 2_000;
  private static final Duration KEEP = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private static final Logger LOG = Logger.getLogger(AccountBook.class);

  private final Vertx vertx;
  private final AccountNotices notices;
  private final Clock clock = Clock.systemUTC();
  private final Map<Key, AccountState> accounts = new ConcurrentHashMap<>();
  private final Map<MultiGauge, ToDoubleFunction<AccountLimits.Now>> gauges = new HashMap<>();

  private record Key(String workspace, String provider) {}

  public AccountBook(Vertx vertx, AccountNotices notices, MeterRegistry metrics) {
    this.vertx = vertx;
    this.notices = notices;
    gauge(metrics, "concurrency", AccountLimits.Now::concurrency);
    gauge(metrics, "running", AccountLimits.Now::running);
    gauge(metrics, "waiting", AccountLimits.Now::waiting);
    gauge(metrics, "started.last.minute", AccountLimits.Now::startedLastMinute);
    gauge(metrics, "tokens.last.minute", AccountLimits.Now::tokensLastMinute);
    gauge(metrics, "throttled", now -> now.phase() == AccountLoad.Phase.THROTTLED ? 1 : 0);
    gauge(metrics, "paused", now -> now.pausedUntil() == null ? 0 : 1);
    gauge(metrics, "breakers.open", AccountLimits.Now::openBreakers);
  }

  void start(@Observes StartupEvent event, WorkerFeed feed) {
    feed.onPresence(this::heard);
    vertx.setPeriodic(EVERY_MS, id -> sample());
  }

  /** Takes in what a worker says of the accounts it calls. */
  void heard(WorkerPresence presence) {
    Instant now = clock.instant();
    if (presence.leaving()) {
      accounts.values().forEach(state -> state.gone(presence.worker()));
    } else if (presence.accounts() != null) {
      for (AccountLoad load : presence.accounts()) {
        Key key = new Key(load.workspace(), load.provider());
        if (accounts.size() < MOST || accounts.containsKey(key)) {
          accounts
              .computeIfAbsent(key, k -> new AccountState())
              .heard(presence.worker(), load, now);
        }
      }
    }
  }

  /** What is known of a provider's account; empty when no worker called it lately. */
  Optional<AccountState> find(String workspace, String provider) {
    return Optional.ofNullable(accounts.get(new Key(workspace, provider)));
  }

  /**
   * How an account stands by the workers' word.
   *
   * @param model that is limited apart, null for all others
   * @return empty when no worker has called it lately
   */
  public Optional<AccountLimits.Now> now(String workspace, String provider, String model) {
    return find(workspace, provider).map(state -> state.now(clock.instant(), model));
  }

  Instant now() {
    return clock.instant();
  }

  private void sample() {
    Instant now = clock.instant();
    accounts.values().removeIf(state -> !state.sample(now, KEEP));
    Map<Key, AccountLimits.Now> current = new HashMap<>();
    accounts.forEach(
        (key, state) -> {
          AccountLimits.Now sum = state.now(now);
          state.turned(Condition.of(sum)).ifPresent(condition -> tell(key, condition));
          if (sum != null) {
            current.put(key, sum);
          }
        });
    gauges.forEach((gauge, value) -> gauge.register(rows(current, value), true));
  }

  private void tell(Key key, Condition condition) {
    notices
        .tell(UUID.fromString(key.workspace()), key.provider(), condition)
        .subscribe()
        .with(
            told -> {},
            e -> LOG.warnf("account's condition not told provider=%s error=%s", key.provider(), e));
  }

  private static Iterable<MultiGauge.Row<?>> rows(
      Map<Key, AccountLimits.Now> current, ToDoubleFunction<AccountLimits.Now> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    current.forEach(
        (key, now) ->
            rows.add(
                MultiGauge.Row.of(
                    Tags.of("workspace", key.workspace(), "provider", key.provider()),
                    value.applyAsDouble(now))));
    return rows;
  }

  private void gauge(
      MeterRegistry metrics, String name, ToDoubleFunction<AccountLimits.Now> value) {
    gauges.put(
        MultiGauge.builder("assay.account." + name)
            .description("Of a provider's account, over all workers")
            .register(metrics),
        value);
  }
}
