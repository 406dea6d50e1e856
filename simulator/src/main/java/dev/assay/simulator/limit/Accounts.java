package dev.assay.simulator.limit;

import java.util.HashMap;
import java.util.Map;

/** Accounts by name. Those that did nothing for a minute are forgotten when there are many. */
public final class Accounts {
  private static final int MANY = 1_000;

  private final Map<String, Account> byName = new HashMap<>();

  /** The account of that name, a fresh one if need be. */
  public Account of(String name, long nowMs) {
    if (byName.size() >= MANY && !byName.containsKey(name)) {
      byName.values().removeIf(account -> account.idle(nowMs));
    }
    return byName.computeIfAbsent(name, n -> new Account());
  }

  /** All start anew; what runs goes on uncounted. */
  public void clear() {
    byName.clear();
  }
}
