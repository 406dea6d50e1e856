package dev.assay.run.platform.broker;

import dev.assay.common.message.Address;
import dev.assay.common.message.Message;
import dev.assay.common.message.UnitActivity;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.message.WorkerPresence;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Delivery;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Hears what workers say, who is there and what goes on with their calls, and tells those who
 * asked. What they do is run on the link's event loop and must not block.
 */
@ApplicationScoped
public class WorkerFeed {
  private static final Logger LOG = Logger.getLogger(WorkerFeed.class);

  private final BrokerLink link;
  private final WorkerRegistry workers;
  private final List<Runnable> arrivals = new CopyOnWriteArrayList<>();
  private final List<Consumer<WorkerPresence>> presences = new CopyOnWriteArrayList<>();
  private final List<Consumer<CallsTaken>> takings = new CopyOnWriteArrayList<>();
  private final List<Consumer<UnitActivity>> activities = new CopyOnWriteArrayList<>();

  WorkerFeed(BrokerLink link, WorkerRegistry workers) {
    this.link = link;
    this.workers = workers;
  }

  void start(@Observes StartupEvent event) {
    link.subscribe(Address.ACTIVITY, this::heard);
  }

  /** Is run when a worker is heard of that was not known before. */
  public void onArrival(Runnable action) {
    arrivals.add(action);
  }

  /** Is told each announcement of a worker, also its last one. */
  public void onPresence(Consumer<WorkerPresence> listener) {
    presences.add(listener);
  }

  /** Is told which calls a worker is about to make. */
  public void onTaking(Consumer<CallsTaken> listener) {
    takings.add(listener);
  }

  /** Is told what goes on with single calls. */
  public void onActivity(Consumer<UnitActivity> listener) {
    activities.add(listener);
  }

  private void heard(Delivery delivery) {
    Message message;
    try {
      message = delivery.envelope().body();
    } catch (UnreadableMessageException e) {
      LOG.debugf("activity not read: %s", e.getMessage());
      return;
    }
    if (message instanceof WorkerPresence presence) {
      presences.forEach(listener -> listener.accept(presence));
      if (workers.heard(presence)) {
        LOG.infof("worker joined worker=%s capacity=%d", presence.worker(), presence.capacity());
        arrivals.forEach(Runnable::run);
      }
    } else if (message instanceof CallsTaken taken) {
      takings.forEach(listener -> listener.accept(taken));
    } else if (message instanceof UnitActivity activity) {
      activities.forEach(listener -> listener.accept(activity));
    }
  }
}
