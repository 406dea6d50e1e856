package dev.assay.run.platform.broker;

import dev.assay.common.message.Address;
import dev.assay.common.message.Message;
import dev.assay.common.message.UnitActivity;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.message.WorkerPresence;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Delivery;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.library.providers.accounts.AccountBook;
import dev.assay.run.results.stream.ActivityRelay;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Hears what workers say: who is there, and what goes on with their calls. */
@ApplicationScoped
class WorkerFeed {
  private static final Logger LOG = Logger.getLogger(WorkerFeed.class);

  private final BrokerLink link;
  private final WorkerRegistry workers;
  private final ActivityRelay relay;
  private final Bell bell;
  private final AccountBook accounts;

  WorkerFeed(
      BrokerLink link,
      WorkerRegistry workers,
      ActivityRelay relay,
      Bell bell,
      AccountBook accounts) {
    this.link = link;
    this.workers = workers;
    this.relay = relay;
    this.bell = bell;
    this.accounts = accounts;
  }

  void start(@Observes StartupEvent event) {
    link.subscribe(Address.ACTIVITY, this::heard);
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
      accounts.heard(presence);
      if (workers.heard(presence)) {
        LOG.infof("worker joined worker=%s capacity=%d", presence.worker(), presence.capacity());
        bell.ring();
      }
    } else if (message instanceof UnitActivity activity) {
      relay.relay(activity);
    }
  }
}
