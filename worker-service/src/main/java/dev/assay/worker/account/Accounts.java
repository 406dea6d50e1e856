package dev.assay.worker.account;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * The accounts this worker calls. On the event loop only, but for {@link #total}.
 *
 * <p>Limits are shared without a leader: each worker takes its part of them by the number of
 * workers that are alive, gives up what another needs as soon as it hears of it, and takes what
 * another left only when that one is certainly gone.
 */
public final class Accounts {
  private static final long SHOWN_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int MOST_SHOWN = 200;

  private final Time time;
  private final Team team;
  private final Map<Key, Account> accounts = new HashMap<>();
  private final Refusals refusals = new Refusals();
  private final long born;
  private boolean crowded;
  private volatile Total total = new Total(0, 0, 0);

  /** A model with limits of its own is an account of its own, as it is with its vendor. */
  private record Key(String workspace, String provider, String model) {}

  /**
   * All accounts together, as last looked at.
   *
   * @param running calls
   * @param waiting calls that wait for their account
   * @param throttled accounts in an episode of 429
   */
  public record Total(int running, int waiting, int throttled) {}

  /** None yet. */
  public Accounts(Time time, Team team) {
    this.time = time;
    this.team = team;
    this.born = time.nanos();
  }

  /** The way of one call through the limits of its provider's account. */
  public Pass pass(ModelCall call) {
    return new Pass(of(call.provider()), call);
  }

  /** What providers refuse, by run. */
  public Refusals refusals() {
    return refusals;
  }

  /**
   * Whether this worker can hold few more calls, so that long waits are better waited elsewhere.
   */
  public boolean crowded() {
    return crowded;
  }

  /** The number of workers may have changed. */
  public void divide() {
    List.copyOf(accounts.values()).forEach(Account::divide);
  }

  /**
   * Looks after those that wait; called every second.
   *
   * @param full whether this worker can hold few more calls
   * @param openBreakers of an account, by {@link ProviderRef#account}
   * @return those used in the last five minutes, as they stand
   */
  public List<AccountLoad> look(boolean full, ToIntFunction<String> openBreakers) {
    crowded = full;
    long now = time.nanos();
    accounts.values().removeIf(account -> !account.usedSince(now - KEPT_NANOS));
    List<AccountLoad> loads = new ArrayList<>();
    int running = 0;
    int waiting = 0;
    int throttled = 0;
    for (Map.Entry<Key, Account> each : List.copyOf(accounts.entrySet())) {
      Account account = each.getValue();
      account.look();
      running += account.running();
      waiting += account.waiting();
      if (account.usedSince(now - SHOWN_NANOS) && loads.size() < MOST_SHOWN) {
        Key key = each.getKey();
        AccountLoad load =
            account.load(openBreakers.applyAsInt(key.workspace() + "/" + key.provider()));
        throttled += load.phase() == AccountLoad.Phase.THROTTLED ? 1 : 0;
        loads.add(load);
      }
    }
    total = new Total(running, waiting, throttled);
    return loads;
  }

  /** All together, as last looked at. Any thread. */
  public Total total() {
    return total;
  }

  private Account of(ProviderRef ref) {
    Key key = new Key(ref.workspace(), ref.name(), ref.limitedModel());
    Account known = accounts.get(key);
    if (known == null) {
      known = new Account(ref, time, team, this::crowded, born);
      accounts.put(key, known);
    } else {
      known.set(ref.limits());
    }
    return known;
  }
}
