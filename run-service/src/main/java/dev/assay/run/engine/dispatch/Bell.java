package dev.assay.run.engine.dispatch;

import dev.assay.run.platform.broker.WorkerFeed;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes the dispatchers of this replica: there may be something to hand out. */
@ApplicationScoped
public class Bell {
  private final List<Runnable> targets = new CopyOnWriteArrayList<>();
  private final List<Runnable> judges = new CopyOnWriteArrayList<>();

  /** A worker that comes can take what waits. */
  void start(@Observes StartupEvent event, WorkerFeed feed) {
    feed.onArrival(this::ring);
  }

  /** Rings for targets and judges; cheap, from any thread, any number of times. */
  public void ring() {
    ringForTargets();
    judges.forEach(Runnable::run);
  }

  /** Rings where judges can have nothing to do: each look of theirs is a transaction. */
  public void ringForTargets() {
    targets.forEach(Runnable::run);
  }

  /** Is run whenever targets may be called. */
  void onRing(Runnable action) {
    targets.add(action);
  }

  /** Is run whenever judges may be asked. */
  public void onRingForJudges(Runnable action) {
    judges.add(action);
  }
}
