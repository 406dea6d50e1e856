package dev.assay.worker.call;

import dev.assay.common.message.ModelCall;
import dev.assay.worker.time.Time;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One breaker per workspace, provider and model. On the event loop only, but for the count. */
public final class Breakers {
  private static final int MOST = 10_000;

  private final BreakerSettings settings;
  private final Time time;
  private final Map<Key, Breaker> byKey =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Breaker> eldest) {
          return size() > MOST;
        }
      };
  private final Map<String, Integer> openByAccount = new HashMap<>();
  private volatile int open;

  private record Key(String workspace, String provider, String model) {}

  public Breakers(BreakerSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
  }

  /** How many were not closed when last looked at. Any thread. */
  public int notClosed() {
    return open;
  }

  /** Looks how many are not closed; called now and then. */
  public void look() {
    openByAccount.clear();
    int count = 0;
    for (Map.Entry<Key, Breaker> each : byKey.entrySet()) {
      if (!each.getValue().closed()) {
        count++;
        Key key = each.getKey();
        openByAccount.merge(key.workspace() + "/" + key.provider(), 1, Integer::sum);
      }
    }
    open = count;
  }

  /** How many of an account's models were not closed when last looked at. */
  public int notClosed(String account) {
    return openByAccount.getOrDefault(account, 0);
  }

  Breaker of(ModelCall call) {
    Key key = new Key(call.provider().workspace(), call.provider().name(), call.request().model());
    Breaker known = byKey.get(key);
    if (known == null) {
      known = new Breaker(key.provider() + "/" + key.model(), settings, time);
      byKey.put(key, known);
    }
    return known;
  }
}
