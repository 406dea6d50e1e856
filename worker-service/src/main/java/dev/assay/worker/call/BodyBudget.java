package dev.assay.worker.call;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The bytes of all answers that are being read. When they are too many, the largest of them is
 * given up, and asked for again later: without a common bound a hundred large answers at a time
 * would take the worker with them. On the event loop only.
 */
final class BodyBudget {
  private final long most;
  private final Set<Body> open = new LinkedHashSet<>();
  private long held;

  /** An answer that is being read. */
  interface Body {
    /** So many bytes have come. */
    long bytes();

    /** It is given up. */
    void drop();
  }

  BodyBudget(long most) {
    this.most = most;
  }

  /** More has come of an answer, which may be given up for it. */
  void grown(Body body, int more) {
    open.add(body);
    held += more;
    while (held > most && !open.isEmpty()) {
      Body largest = open.stream().max(Comparator.comparingLong(Body::bytes)).orElseThrow();
      ended(largest);
      largest.drop();
    }
  }

  /** Nothing of it is held any more. Harmless when nothing was. */
  void ended(Body body) {
    if (open.remove(body)) {
      held -= body.bytes();
    }
  }

  long held() {
    return held;
  }
}
