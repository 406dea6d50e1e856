package dev.assay.run.library.providers.accounts;

import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.AccountLoad.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds up the parts of workers. */
final class Sums {
  private Sums() {}

  /** Null for none. */
  static AccountLimits.Now of(Collection<AccountLoad> loads) {
    if (loads.isEmpty()) {
      return null;
    }
    return new AccountLimits.Now(
        loads.stream().mapToInt(AccountLoad::concurrency).sum(),
        loads.stream().mapToInt(AccountLoad::maxConcurrency).sum(),
        loads.stream().mapToInt(AccountLoad::running).sum(),
        loads.stream().mapToInt(AccountLoad::waiting).sum(),
        sum(loads, AccountLoad::rpm),
        sum(loads, AccountLoad::tpm),
        loads.stream().mapToInt(AccountLoad::startedLastMinute).sum(),
        loads.stream().mapToLong(AccountLoad::tokensLastMinute).sum(),
        phase(loads),
        latest(loads, AccountLoad::throttledAt),
        latest(loads, AccountLoad::pausedUntil),
        loads.stream().mapToInt(AccountLoad::openBreakers).max().orElse(0));
  }

  static AccountLimits.Part part(String worker, AccountLoad load) {
    return new AccountLimits.Part(
        worker,
        load.concurrency(),
        load.maxConcurrency(),
        load.running(),
        load.waiting(),
        load.rpm(),
        load.tpm(),
        load.startedLastMinute(),
        load.tokensLastMinute(),
        load.phase(),
        load.throttledAt(),
        load.pausedUntil(),
        load.openBreakers(),
        load.model());
  }

  /** The one that says most: an episode of 429 at one worker is one of the account. */
  private static Phase phase(Collection<AccountLoad> loads) {
    Set<Phase> all =
        loads.stream()
            .map(AccountLoad::phase)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
    for (Phase phase : new Phase[] {Phase.THROTTLED, Phase.DOUBLING, Phase.GROWING}) {
      if (all.contains(phase)) {
        return phase;
      }
    }
    return Phase.HOLDING;
  }

  private static Double sum(Collection<AccountLoad> loads, Function<AccountLoad, Double> get) {
    // What one worker does not limit is not limited.
    return loads.stream().map(get).anyMatch(Objects::isNull)
        ? null
        : (Double) loads.stream().mapToDouble(get::apply).sum();
  }

  private static Instant latest(Collection<AccountLoad> loads, Function<AccountLoad, Instant> get) {
    return loads.stream()
        .map(get)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
