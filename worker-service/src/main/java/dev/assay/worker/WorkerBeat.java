package dev.assay.worker;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.message.WorkerPresence;
import dev.assay.common.part.AccountLoad;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Delivery;
import dev.assay.link.broker.Receiver;
import dev.assay.worker.account.Accounts;
import dev.assay.worker.admission.Gate;
import dev.assay.worker.call.Breakers;
import dev.assay.worker.intake.CallIntake;
import dev.assay.worker.intake.Mailbox;
import dev.assay.worker.presence.ActivityFeed;
import dev.assay.worker.presence.Peers;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;

/** What a worker does again and again: says that it is there, listens, sends again, samples. */
final class WorkerBeat {
  private static final Logger LOG = Logger.getLogger(WorkerBeat.class);
  private static final int TICKS_PER_SECOND = (int) (1_000 / ActivityFeed.FLUSH_MS);
  private static final long SILENT_NANOS = 30_000_000_000L;

  private final WorkerSettings settings;
  private final BrokerLink link;
  private final Time time;
  private final Mailbox mailbox;
  private final Peers peers;
  private final Gate gate;
  private final CallIntake intake;
  private final ActivityFeed feed;
  private final Breakers breakers;
  private final Accounts accounts;
  private List<AccountLoad> loads = List.of();
  private Receiver calls;
  private boolean connected;
  private boolean stopped;
  private long ticks;
  private volatile boolean taking;
  private volatile int others;
  private volatile long lastTick;

  WorkerBeat(
      WorkerSettings settings,
      BrokerLink link,
      Time time,
      Mailbox mailbox,
      Peers peers,
      Gate gate,
      CallIntake intake,
      ActivityFeed feed,
      Breakers breakers,
      Accounts accounts) {
    this.settings = settings;
    this.link = link;
    this.time = time;
    this.mailbox = mailbox;
    this.peers = peers;
    this.gate = gate;
    this.intake = intake;
    this.feed = feed;
    this.breakers = breakers;
    this.accounts = accounts;
    this.lastTick = time.nanos();
  }

  void start() {
    link.subscribe(Address.CONTROL, this::heard);
    link.subscribe(Address.ACTIVITY, this::heard);
    tick();
  }

  boolean taking() {
    return taking;
  }

  int others() {
    return others;
  }

  boolean alive() {
    return time.nanos() - lastTick < SILENT_NANOS;
  }

  /** Takes no more calls; goes on saying that it is there until it is not. */
  void leave() {
    taking = false;
    if (calls != null) {
      calls.stop();
    }
    announce(true);
  }

  /** Says goodbye to whoever listens. */
  void stop() {
    stopped = true;
    announce(true);
  }

  /**
   * Says goodbye to run-service, also when it is away: it comes behind the last reply, and says
   * that there is none to wait for.
   */
  Uni<Void> sayGoodbye() {
    return calls == null
        ? Uni.createFrom().voidItem()
        : link.sender(Address.ANSWERS).send(Envelope.of(null, presence(true)));
  }

  private void heard(Delivery delivery) {
    Message body;
    try {
      body = delivery.envelope().body();
    } catch (UnreadableMessageException e) {
      // A newer service may say things this one does not know.
      LOG.debugf("multicast message unreadable: %s", e.getMessage());
      return;
    }
    if (body instanceof RunCancelled cancelled) {
      if (!cancelled.runs().isEmpty()) {
        mailbox.post(() -> intake.cancel(cancelled));
      }
    } else if (body instanceof WorkerPresence presence) {
      mailbox.post(() -> heard(presence));
    }
  }

  private void heard(WorkerPresence presence) {
    if (peers.heard(presence)) {
      gate.look();
      accounts.divide();
    }
  }

  private void tick() {
    if (stopped) {
      return;
    }
    lastTick = time.nanos();
    time.after(ActivityFeed.FLUSH_MS, this::tick);
    watchConnection();
    feed.flush();
    if (connected) {
      intake.resend();
    }
    if (ticks++ % TICKS_PER_SECOND == 0) {
      everySecond();
    }
  }

  private void everySecond() {
    if (connected && peers.forget()) {
      gate.look();
      accounts.divide();
    }
    others = peers.workers() - 1;
    breakers.look();
    loads = accounts.look(intake.held() > settings.capacity() / 2, breakers::notClosed);
    announce(!taking && calls != null);
  }

  /** After a time without the broker nobody was heard: listen again before starting calls. */
  private void watchConnection() {
    boolean now = link.connected();
    if (now && !connected) {
      peers.excuse();
      gate.shut();
      time.after(settings.listenFirst().toMillis(), this::listened);
    }
    connected = now;
  }

  private void listened() {
    gate.open();
    if (calls == null && !stopped) {
      calls = link.receive(Address.CALLS, settings.capacity(), intake::delivered);
      taking = true;
      LOG.infof("worker takes calls id=%s capacity=%d", settings.id(), settings.capacity());
    }
  }

  private void announce(boolean leaving) {
    link.publish(Address.ACTIVITY, Envelope.of(null, presence(leaving)));
  }

  private WorkerPresence presence(boolean leaving) {
    return new WorkerPresence(
        settings.id(),
        settings.capacity(),
        intake.held(),
        gate.active(),
        loads,
        leaving,
        intake.calls());
  }
}
