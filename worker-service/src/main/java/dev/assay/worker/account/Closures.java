package dev.assay.worker.account;

import dev.assay.common.error.Failure;
import dev.assay.common.part.ProviderRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the provider will refuse whoever asks: a credential it does not know, or a quota that is
 * used up. Until the pause ends, calls with that credential fail with the same sentence and without
 * being made.
 */
final class Closures {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int MOST = 100;

  private final List<Closure> closures = new ArrayList<>();

  /** A null model is every model. */
  private record Closure(
      ProviderRef.Credential credential,
      String baseUrl,
      String model,
      Failure failure,
      long until) {
    boolean covers(ProviderRef provider, String asked) {
      return (model == null || model.equals(asked))
          && Objects.equals(credential, provider.credential())
          && Objects.equals(baseUrl, provider.baseUrl());
    }
  }

  void close(ProviderRef provider, String model, Failure failure, long now) {
    forget(now);
    if (closures.size() < MOST && find(provider, model, now) == null) {
      closures.add(
          new Closure(
              provider.credential(), provider.baseUrl(), model, failure, now + PAUSE_NANOS));
    }
  }

  /** Why a call must not be made, null when it may. */
  Failure find(ProviderRef provider, String model, long now) {
    for (int i = 0; i < closures.size(); i++) {
      Closure closure = closures.get(i);
      if (now - closure.until() < 0 && closure.covers(provider, model)) {
        return closure.failure();
      }
    }
    return null;
  }

  /** Nanoseconds until all are open again, 0 when they are. */
  long left(long now) {
    forget(now);
    return closures.stream().mapToLong(c -> c.until() - now).max().orElse(0);
  }

  private void forget(long now) {
    closures.removeIf(c -> now - c.until() >= 0);
  }
}
