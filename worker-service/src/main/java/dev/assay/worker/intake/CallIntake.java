package dev.assay.worker.intake;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.part.HeldCalls;
import dev.assay.link.broker.Delivery;
import dev.assay.worker.admission.Gate;
import dev.assay.worker.call.CallLoop;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes model calls, has them made, replies, and accepts a delivery once its reply is accepted. On
 * the event loop only, but for {@link #delivered} and the count.
 */
public final class CallIntake {
  private static final Logger LOG = Logger.getLogger(CallIntake.class);

  private final String worker;
  private final CallLoop loop;
  private final Time time;
  private final Gate gate;
  private final Mailbox mailbox;
  private final IntakeEvents events;
  private final Cancellations cancelled;
  private final RecentReplies recent;
  private final ReplyOutbox outbox;
  private final TakenCalls taken;
  private final Unreported unreported = new Unreported();
  private final Map<CallKey, OpenCall> open = new HashMap<>();
  private boolean leaving;
  private volatile int held;

  /**
   * An intake.
   *
   * @param send sends durably to an address, completing when the broker has accepted
   */
  public CallIntake(
      String worker,
      CallLoop loop,
      Gate gate,
      Time time,
      Mailbox mailbox,
      BiFunction<String, Envelope<?>, Uni<Void>> send,
      IntakeEvents events) {
    this.worker = worker;
    this.loop = loop;
    this.time = time;
    this.gate = gate;
    this.mailbox = mailbox;
    this.events = events;
    this.cancelled = new Cancellations(time);
    this.recent = new RecentReplies(time);
    this.outbox = new ReplyOutbox(time, mailbox, send);
    this.taken = new TakenCalls(worker, time, mailbox, send);
  }

  /** Takes a delivery of the calls queue. Any thread; read there, acted on on the event loop. */
  public void delivered(Delivery delivery) {
    ModelCall call;
    try {
      call = delivery.envelope().body(ModelCall.class);
    } catch (UnreadableMessageException e) {
      LOG.warnf("call unreadable, to the dead letters: %s", e.getMessage());
      events.unreadable();
      delivery.reject();
      return;
    }
    mailbox.post(() -> take(delivery, call));
  }

  /** Stops what is cancelled, once or however often it is said. */
  public void cancel(RunCancelled message) {
    boolean fresh = false;
    for (RunCancelled.Run run : message.runs()) {
      fresh |= cancelled.add(run);
    }
    if (fresh) {
      all().stream().filter(c -> cancelled.covers(c.call.unit())).forEach(c -> c.cancel.cancel());
      taken.stopped();
    }
  }

  /** Sends again what could not be sent. */
  public void resend() {
    outbox.retry();
    taken.look();
  }

  /** The calls of runs that it has not reported, as others are told of them. */
  public List<HeldCalls> calls() {
    return Told.grouped(Stream.concat(unreported.all(), open.values().stream().map(Told::of)));
  }

  /** Takes nothing new, hands back what waits, lets what runs go on. */
  public void leave() {
    leaving = true;
    all().forEach(c -> c.cancel.leave());
    taken.stopped();
  }

  /** Ends what runs and hands it back. */
  public void leaveNow() {
    all().forEach(c -> c.cancel.leaveNow());
    taken.stopped();
  }

  /** How many calls are held, running, waiting or not yet replied to. Any thread. */
  public int held() {
    return held;
  }

  /** Whether nothing is held and every reply was accepted. */
  public boolean idle() {
    return open.isEmpty() && outbox.size() == 0;
  }

  private void take(Delivery delivery, ModelCall call) {
    CallKey key = CallKey.of(call);
    OpenCall known = open.get(key);
    if (known != null) {
      events.duplicate();
      known.again(delivery, call);
      return;
    }
    if (leaving) {
      delivery.release();
      return;
    }
    OpenCall fresh =
        new OpenCall(
            key,
            call,
            gate.slot(
                call.unit().runId(), call.question() != null, call.concurrency(), call.admitted()),
            delivery);
    open.put(key, fresh);
    held = open.size();
    ModelReply given =
        cancelled.covers(call.unit()) ? cancelledReply(call) : recent.find(key, call.context());
    if (given != null) {
      if (given.answer() != null) {
        events.duplicate();
      }
      reply(fresh, given);
      return;
    }
    if (delivery.redeliveries() > 0 && Address.ANSWERS.equals(call.replyTo())) {
      reply(fresh, Lost.reply(worker, call, time.now()));
      return;
    }
    if (call.replyTo() == null) {
      make(fresh);
    } else {
      taken.take(fresh, () -> make(fresh));
    }
  }

  private void make(OpenCall call) {
    Uni.createFrom()
        .deferred(() -> loop.run(call.call, call.slot, call.cancel))
        .subscribe()
        .with(reply -> finished(call, reply), failure -> broken(call, failure));
  }

  private void finished(OpenCall call, ModelReply reply) {
    boolean untouched = reply.notBefore() != null && reply.attempts().isEmpty();
    if (untouched && leaving) {
      // Handed back because the worker leaves: nothing was asked, so nothing is to be told.
      close(call, Delivery::release);
    } else {
      reply(call, reply);
    }
  }

  private void reply(OpenCall call, ModelReply reply) {
    if (call.call.replyTo() == null) {
      call.answer(reply);
      events.replied();
      close(call, Delivery::accept);
      return;
    }
    outbox.add(
        call.call.replyTo(),
        call.addressed(reply),
        () -> {
          events.replied();
          recent.keep(call.key, reply);
          close(call, Delivery::accept);
        },
        () -> {
          LOG.warnf("reply dropped run=%s n=%d", call.call.unit().runId(), call.call.unit().n());
          events.replyDropped();
          unreported.add(call);
          close(call, Delivery::fail);
        });
  }

  private void broken(OpenCall call, Throwable failure) {
    LOG.errorf(failure, "call broken run=%s n=%d", call.call.unit().runId(), call.call.unit().n());
    call.slot.withdraw();
    call.slot.release();
    unreported.add(call);
    close(call, Delivery::fail);
  }

  private void close(OpenCall call, java.util.function.Consumer<Delivery> how) {
    open.remove(call.key, call);
    held = open.size();
    call.settle(how);
  }

  private ModelReply cancelledReply(ModelCall call) {
    Failure cancelled = new Failure(ErrorCode.CANCELLED, "The run was cancelled.");
    return ModelReply.failed(call.unit(), worker, cancelled, List.of(), call.context());
  }

  private List<OpenCall> all() {
    return new ArrayList<>(open.values());
  }
}
