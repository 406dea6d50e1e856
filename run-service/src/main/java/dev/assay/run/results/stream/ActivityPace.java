package dev.assay.run.results.stream;

import dev.assay.common.message.UnitActivity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps what is told of a run within 20 a second, over all workers: each of them samples for itself
 * and knows nothing of the others. Texts come before starts, of which there are at most half as
 * many.
 */
final class ActivityPace {
  /** Most of one run in a second. */
  static final int PER_SECOND = 20;

  private static final int STARTS_PER_SECOND = PER_SECOND / 2;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final Map<UUID, Told> runs = new HashMap<>();
  private long since;

  private static final class Told {
    private int all;
    private int starts;
  }

  ActivityPace(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  /** Those of the events that may be told now, in their order. */
  synchronized List<UnitActivity.Event> take(UUID run, List<UnitActivity.Event> events) {
    long now = nanos.getAsLong();
    if (now - since >= SECOND) {
      since = now;
      runs.clear();
    }
    Told told = runs.computeIfAbsent(run, r -> new Told());
    int texts = (int) events.stream().filter(ActivityPace::isText).count();
    int textsLeft = Math.min(texts, PER_SECOND - told.all);
    int startsLeft = Math.min(PER_SECOND - told.all - textsLeft, STARTS_PER_SECOND - told.starts);
    List<UnitActivity.Event> taken = new ArrayList<>();
    for (UnitActivity.Event event : events) {
      if (isText(event) && textsLeft > 0) {
        textsLeft--;
        taken.add(event);
      } else if (!isText(event) && startsLeft > 0) {
        startsLeft--;
        told.starts++;
        taken.add(event);
      }
    }
    told.all += taken.size();
    return taken;
  }

  private static boolean isText(UnitActivity.Event event) {
    return event.kind() == UnitActivity.Kind.TEXT;
  }
}
