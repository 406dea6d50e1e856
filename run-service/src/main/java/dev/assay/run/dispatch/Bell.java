package dev.assay.run.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes the dispatchers of this replica: there may be something to hand out. */
@ApplicationScoped
public class Bell {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Rings; cheap, from any thread, any number of times. */
  public void ring() {
    listeners.forEach(Runnable::run);
  }

  /** Is run whenever somebody rings. */
  public void onRing(Runnable action) {
    listeners.add(action);
  }
}
