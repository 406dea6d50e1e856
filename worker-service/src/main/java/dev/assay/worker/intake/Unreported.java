package dev.assay.worker.intake;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls that were made, or may have been, and of which this worker cannot say any more what came of
 * them. It goes on saying that it has them: to have them no more would mean that all of them is
 * reported. On the event loop only.
 */
final class Unreported {
  private static final int MOST = 10_000;

  private final Map<CallKey, Told> calls = new LinkedHashMap<>();

  void add(OpenCall call) {
    calls.put(call.key, Told.of(call));
    if (calls.size() > MOST) {
      Iterator<CallKey> eldest = calls.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  Stream<Told> all() {
    return calls.values().stream();
  }
}
