package dev.assay.run.providers;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The wire forms that workers speak. */
public enum ProviderKind {
  /** Chat completions, of any compatible server. */
  OPENAI(true),
  /** Built into the worker: answers from the item's expected value, with faults on demand. */
  SIMULATED(false);

  private final boolean remote;

  ProviderKind(boolean remote) {
    this.remote = remote;
  }

  /** Whether it is somewhere else and needs a base URL. */
  public boolean remote() {
    return remote;
  }

  /** As the API spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All, for sentences. */
  static String known() {
    return Arrays.stream(values()).map(ProviderKind::wire).collect(Collectors.joining(", "));
  }

  /** By its spelling in the API; null when there is no such kind. */
  static ProviderKind of(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire().equals(wire))
        .findFirst()
        .orElse(null);
  }
}
