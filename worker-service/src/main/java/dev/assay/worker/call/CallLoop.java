package dev.assay.worker.call;

import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.worker.account.Accounts;
import dev.assay.worker.credential.CredentialOpener;
import dev.assay.worker.kind.Kinds;
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.outcome.Backoff;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import java.util.function.DoubleSupplier;

/** Calls providers until there is an answer or a reason to stop. On one event loop. */
public final class CallLoop {
  private final Kinds kinds;
  private final CredentialOpener credentials;
  private final Breakers breakers;
  private final Accounts accounts;
  private final DoubleSupplier random;
  private final Time time;
  private final Backoff backoff;
  private final CallObserver observer;
  private final String worker;
  private final AnswerLimits limits;
  private final BodyBudget bodies;

  /**
   * A loop.
   *
   * @param random numbers in [0, 1) for the jitter
   * @param worker this worker's id, for the ledger
   * @param limits how much of answers is read and kept
   */
  public CallLoop(
      Kinds kinds,
      CredentialOpener credentials,
      Breakers breakers,
      Accounts accounts,
      Time time,
      DoubleSupplier random,
      CallObserver observer,
      String worker,
      AnswerLimits limits) {
    this.kinds = kinds;
    this.credentials = credentials;
    this.breakers = breakers;
    this.accounts = accounts;
    this.random = random;
    this.time = time;
    this.backoff = new Backoff(random);
    this.observer = observer;
    this.worker = worker;
    this.limits = limits;
    this.bodies = new BodyBudget(limits.allBodiesBytes());
  }

  /**
   * Makes a call.
   *
   * @param slot held while an attempt runs, given back while it waits
   * @param cancel stops the call, closing its connection at once
   * @return always a reply, never a failure
   */
  public Uni<ModelReply> run(ModelCall call, Slot slot, CancelSignal cancel) {
    return new CallPursuit(this, call, slot, cancel).start();
  }

  Kinds kinds() {
    return kinds;
  }

  CredentialOpener credentials() {
    return credentials;
  }

  Breakers breakers() {
    return breakers;
  }

  Accounts accounts() {
    return accounts;
  }

  double random() {
    return random.getAsDouble();
  }

  Time time() {
    return time;
  }

  Backoff backoff() {
    return backoff;
  }

  CallObserver observer() {
    return observer;
  }

  String worker() {
    return worker;
  }

  AnswerLimits limits() {
    return limits;
  }

  BodyBudget bodies() {
    return bodies;
  }
}
