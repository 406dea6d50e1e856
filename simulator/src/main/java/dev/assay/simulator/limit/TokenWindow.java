package dev.assay.simulator.limit;

/** The tokens of an account in the last 60 s, in slots of 100 ms: a little too strict, bounded. */
final class TokenWindow {
  private static final long SLOT_MS = 100;
  private static final int SLOTS = (int) (RequestWindow.MS / SLOT_MS) + 1;

  private final long limit;
  private final long[] spent = new long[SLOTS];
  private long lastSlot;
  private long sum;

  TokenWindow(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  long left(long now) {
    forget(now);
    return Math.max(0, limit - sum);
  }

  /** Until so many more may be asked for; more than the limit is asked for the whole of it. */
  long waitMs(long now, long tokens) {
    forget(now);
    long over = sum + Math.min(tokens, limit) - limit;
    return over <= 0 ? 0 : freedMs(now, over);
  }

  /** Until nothing is in the window. */
  long resetMs(long now) {
    forget(now);
    return sum == 0 ? 0 : freedMs(now, sum);
  }

  void add(long now, long tokens) {
    forget(now);
    spent[(int) (lastSlot % SLOTS)] += tokens;
    sum += tokens;
  }

  private long freedMs(long now, long tokens) {
    long freed = 0;
    for (long slot = lastSlot - SLOTS + 1; slot <= lastSlot; slot++) {
      freed += slot < 0 ? 0 : spent[(int) (slot % SLOTS)];
      if (freed >= tokens) {
        return Math.max(1, (slot + SLOTS) * SLOT_MS - now);
      }
    }
    return RequestWindow.MS;
  }

  private void forget(long now) {
    long slot = now / SLOT_MS;
    long from = Math.max(lastSlot + 1, slot - SLOTS + 1);
    for (long s = from; s <= slot; s++) {
      sum -= spent[(int) (s % SLOTS)];
      spent[(int) (s % SLOTS)] = 0;
    }
    lastSlot = Math.max(lastSlot, slot);
  }
}
