package dev.assay.worker.intake;

import dev.assay.common.message.RunCancelled;
import dev.assay.common.part.UnitRef;
import dev.assay.worker.time.Time;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Which runs are cancelled up to which generation; forgotten after an hour of silence. */
final class Cancellations {
  private static final int MOST = 10_000;
  private static final long FORGET_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Time time;
  private final LinkedHashMap<UUID, Entry> runs = new LinkedHashMap<>();

  private record Entry(int generation, long heardAt) {}

  Cancellations(Time time) {
    this.time = time;
  }

  /** Takes in a cancel; true when it was not known. */
  boolean add(RunCancelled.Run run) {
    // Taken out and put back, so that those not heard of for longest stand first.
    Entry known = runs.remove(run.runId());
    int generation =
        known == null ? run.generation() : Math.max(known.generation(), run.generation());
    runs.put(run.runId(), new Entry(generation, time.nanos()));
    forget();
    return known == null || known.generation() < generation;
  }

  boolean covers(UnitRef unit) {
    Entry entry = runs.get(unit.runId());
    return entry != null && unit.generation() <= entry.generation();
  }

  private void forget() {
    long oldest = time.nanos() - FORGET_NANOS;
    Iterator<Map.Entry<UUID, Entry>> each = runs.entrySet().iterator();
    while (each.hasNext()) {
      Entry entry = each.next().getValue();
      if (runs.size() <= MOST && entry.heardAt() - oldest >= 0) {
        return;
      }
      each.remove();
    }
  }
}
