package dev.assay.run.testing;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.message.UnitActivity;
import dev.assay.common.message.WorkerPresence;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.HeldCalls;
import dev.assay.link.broker.Delivery;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A worker that speaks the wire and calls nobody: it answers by a script, at once or when told.
 * Announces itself every 200 ms, so that run-service knows it soon.
 */
public final class FakeWorker implements AutoCloseable {
  private static final long PRESENCE_MS = 200;
  private final WireEnd wire;
  private final String name;
  private final int capacity;
  private final Queue<ModelCall> calls = new ConcurrentLinkedQueue<>();
  private final Queue<ModelCall> held = new ConcurrentLinkedQueue<>();
  private final Queue<RunCancelled.Run> cancels = new ConcurrentLinkedQueue<>();
  private volatile Function<ModelCall, List<ModelReply>> script =
      call -> List.of(Replies.right(call));
  private volatile Predicate<ModelCall> holds = call -> false;
  private volatile Predicate<ModelCall> rejects = call -> false;
  private volatile List<AccountLoad> accounts = List.of();
  private volatile boolean leaving;
  private volatile boolean telling;
  private volatile boolean killed;

  private FakeWorker(String name, int capacity) {
    this.name = name;
    this.capacity = capacity;
    this.wire = new WireEnd(name);
  }

  /** A worker that gives every item the answer it expects, and can hold so many calls. */
  public static FakeWorker start(String name, int capacity) {
    FakeWorker worker = new FakeWorker(name, capacity);
    worker.wire.link().receive(Address.CALLS, capacity, worker::take);
    worker.wire.link().subscribe(Address.CONTROL, worker::control);
    worker.announce();
    worker.wire.vertx().setPeriodic(PRESENCE_MS, id -> worker.announce());
    return worker;
  }

  /** A worker with room for 512 calls. */
  public static FakeWorker start() {
    return start("fake", 512);
  }

  /** From now on answers like this; an empty list is silence. */
  public FakeWorker answering(Function<ModelCall, List<ModelReply>> newScript) {
    script = newScript;
    return this;
  }

  /** From now on says which calls it has: before it has them, and with each announcement. */
  public FakeWorker telling() {
    telling = true;
    return this;
  }

  /** Does not say anything any more, not even goodbye. */
  public void kill() {
    killed = true;
    wire.close();
  }

  /** From now on tells of these accounts. */
  public FakeWorker calling(AccountLoad... loads) {
    accounts = List.of(loads);
    return this;
  }

  /** From now on answers with one reply. */
  public FakeWorker answeringOne(Function<ModelCall, ModelReply> newScript) {
    return answering(call -> List.of(newScript.apply(call)));
  }

  /** From now on keeps these calls until they are released. */
  public FakeWorker holding(Predicate<ModelCall> which) {
    holds = which;
    return this;
  }

  /** From now on keeps all calls of a run until they are released. */
  public FakeWorker holdingAllOf(UUID run) {
    return holding(call -> call.unit().runId().equals(run));
  }

  /** From now on refuses these messages for good. */
  public FakeWorker rejecting(Predicate<ModelCall> which) {
    rejects = which;
    return this;
  }

  /** Answers everything held, and holds nothing any more. */
  public void release() {
    holds = call -> false;
    releaseSome(Integer.MAX_VALUE);
  }

  /** Answers the oldest held calls and goes on holding others. */
  public void releaseSome(int most) {
    List<ModelCall> free = new ArrayList<>();
    for (ModelCall call = held.poll(); call != null; call = held.poll()) {
      free.add(call);
      if (free.size() >= most) {
        break;
      }
    }
    free.forEach(call -> send(script.apply(call)).await().atMost(WireEnd.LONG));
  }

  /** Sends a reply as it is, also one that nobody asked for. */
  public void say(ModelReply reply) {
    send(List.of(reply)).await().atMost(WireEnd.LONG);
  }

  /** Tells live pages. */
  public void tell(UnitActivity.Event... events) {
    wire.link()
        .publish(Address.ACTIVITY, Envelope.of(null, new UnitActivity(name, List.of(events))));
  }

  /** All calls of a run so far, in the order they came. */
  public List<ModelCall> calls(UUID run) {
    return calls.stream().filter(call -> call.unit().runId().equals(run)).toList();
  }

  /** Calls of a run that are held. */
  public List<ModelCall> held(UUID run) {
    return held.stream().filter(call -> call.unit().runId().equals(run)).toList();
  }

  /** What was cancelled, as heard. */
  public List<RunCancelled.Run> cancels() {
    return List.copyOf(cancels);
  }

  private void take(Delivery delivery) {
    ModelCall call = delivery.envelope().body(ModelCall.class);
    if (rejects.test(call)) {
      delivery.reject();
      return;
    }
    calls.add(call);
    if (call.replyTo() == null) {
      answer(delivery, call);
      return;
    }
    if (holds.test(call)) {
      held.add(call);
      (telling ? tellOf(call) : Uni.createFrom().voidItem())
          .subscribe()
          .with(told -> delivery.accept(), e -> delivery.release());
      return;
    }
    send(script.apply(call)).subscribe().with(sent -> delivery.accept(), e -> delivery.release());
  }

  private void answer(Delivery question, ModelCall call) {
    script.apply(call).stream()
        .findFirst()
        .ifPresent(
            reply ->
                question.reply(Envelope.of(null, reply)).subscribe().with(sent -> {}, e -> {}));
    question.accept();
  }

  private void control(Delivery delivery) {
    Message message = delivery.envelope().body();
    if (message instanceof RunCancelled cancelled) {
      cancels.addAll(cancelled.runs());
    }
  }

  private static boolean isJudges(ModelReply reply) {
    return reply.context() != null && reply.context().has("scorer");
  }

  private Uni<Void> send(List<ModelReply> replies) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (ModelReply reply : replies) {
      all =
          all.flatMap(
              x ->
                  wire.link()
                      .sender(isJudges(reply) ? Address.JUDGEMENTS : Address.ANSWERS)
                      .send(Envelope.of(reply.unit().runId(), reply)));
    }
    return all;
  }

  private Uni<Void> tellOf(ModelCall call) {
    return wire.link()
        .sender(Address.ACTIVITY)
        .send(Envelope.of(null, new CallsTaken(name, Instant.now(), List.of(heldCalls(call)))));
  }

  private static HeldCalls heldCalls(ModelCall call) {
    boolean judge = call.question() != null;
    return new HeldCalls(
        call.unit().runId(),
        call.unit().generation(),
        judge ? List.of() : List.of(call.unit().n()),
        judge ? List.of() : List.of(call.context().path("hand_out").asInt()),
        judge ? 1 : 0);
  }

  private void announce() {
    if (killed) {
      return;
    }
    List<HeldCalls> calls = telling ? held.stream().map(FakeWorker::heldCalls).toList() : null;
    wire.link()
        .publish(
            Address.ACTIVITY,
            Envelope.of(
                null,
                new WorkerPresence(
                    name, capacity, held.size(), Map.of(), accounts, leaving, calls)));
  }

  @Override
  public void close() {
    if (killed) {
      return;
    }
    leaving = true;
    wire.link()
        .sender(Address.ACTIVITY)
        .send(Envelope.of(null, new WorkerPresence(name, capacity, 0, Map.of(), List.of(), true)))
        .await()
        .atMost(WireEnd.LONG);
    wire.close();
  }
}
