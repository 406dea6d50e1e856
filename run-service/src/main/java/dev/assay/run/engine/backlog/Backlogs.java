package dev.assay.run.engine.backlog;

import dev.assay.run.library.providers.ProviderSettings.Limits;
import dev.assay.run.library.providers.accounts.AccountBook;
import dev.assay.run.library.providers.accounts.AccountLimits;
import dev.assay.run.platform.broker.WorkerRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What waits for workers. Each replica says the same of it, but for what workers have told it. */
@ApplicationScoped
class Backlogs {
  private static final Comparator<Backlog.Account> MOST_FIRST =
      Comparator.comparingLong(Backlog.Account::wanted)
          .reversed()
          .thenComparing(Backlog.Account::workspace)
          .thenComparing(Backlog.Account::provider)
          .thenComparing(Backlog.Account::model, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final TargetsAsked targets;
  private final JudgesAsked judges;
  private final AccountLimitsQuery limits;
  private final AccountBook book;
  private final WorkerRegistry workers;
  private final ScaleConfig config;
  private final Clock clock = Clock.systemUTC();

  private record Key(UUID workspaceId, String provider, String model) {}

  Backlogs(
      TargetsAsked targets,
      JudgesAsked judges,
      AccountLimitsQuery limits,
      AccountBook book,
      WorkerRegistry workers,
      ScaleConfig config) {
    this.targets = targets;
    this.judges = judges;
    this.limits = limits;
    this.book = book;
    this.workers = workers;
    this.config = config;
  }

  /** As it is now; fails when it cannot be known, rather than saying that there is none. */
  Uni<Backlog> now() {
    return targets
        .read()
        .flatMap(
            asked ->
                judges.read().map(more -> Stream.concat(asked.stream(), more.stream()).toList()))
        .flatMap(asked -> limits.of(asked).map(found -> of(asked, found)));
  }

  private Backlog of(List<Asked> asked, AccountLimitsQuery.Found found) {
    Map<Key, Asked> byAccount = new LinkedHashMap<>();
    for (Asked one : asked) {
      // Models of an account that are not limited apart are limited together.
      Asked counted = one.of(found.apart(one));
      byAccount.merge(
          new Key(counted.workspaceId(), counted.provider(), counted.model()), counted, Asked::and);
    }
    List<Backlog.Account> accounts =
        byAccount.values().stream()
            .map(one -> account(one, found.of(one)))
            .sorted(MOST_FIRST)
            .toList();
    long dispatched = accounts.stream().mapToLong(Backlog.Account::dispatched).sum();
    long usable = accounts.stream().mapToLong(Backlog.Account::usable).sum();
    int each = Math.max(1, config.callsPerWorker());
    return new Backlog(
        Usable.workers(usable, dispatched, each),
        each,
        workers.alive(),
        accounts.stream().mapToLong(Backlog.Account::pending).sum(),
        dispatched,
        accounts.stream().mapToLong(Backlog.Account::running).sum(),
        accounts.stream().mapToLong(Backlog.Account::runs).sum(),
        accounts.stream()
            .map(Backlog.Account::oldestSeconds)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        accounts);
  }

  private Backlog.Account account(Asked asked, Limits of) {
    Optional<AccountLimits.Now> now =
        book.now(asked.workspaceId().toString(), asked.provider(), asked.model());
    boolean paused =
        now.map(AccountLimits.Now::pausedUntil)
            .map(until -> until.isAfter(clock.instant()))
            .orElse(false);
    return new Backlog.Account(
        asked.workspace(),
        asked.provider(),
        asked.model(),
        asked.pending(),
        asked.dispatched(),
        now.map(AccountLimits.Now::running).orElse(0),
        asked.runs(),
        asked.oldestSeconds(),
        asked.wanted(),
        Usable.calls(asked.wanted(), of, now.orElse(null), paused),
        paused);
  }
}
