package dev.assay.run.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/** Wakes the dispatcher of this replica: there may be something to hand out. */
@ApplicationScoped
public class Bell {
  private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

  /** Rings; cheap, from any thread, any number of times. */
  public void ring() {
    listener.get().run();
  }

  void onRing(Runnable action) {
    listener.set(action);
  }
}
